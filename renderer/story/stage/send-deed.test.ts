import { describe, expect, it } from 'vitest'
import { projectStory } from '../../../shared/document/projection.ts'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import type { StoryCommand } from '../../../shared/model/commands.ts'
import { parseVersionHash, type VersionHash } from '../../../shared/model/ids.ts'
import { StorySession } from '../../editor/provider/story-session.ts'
import { aDocument, aStory, paragraph } from '../../editor/testing/a-body.ts'
import { HandTimers, MemoryEngine } from '../../editor/testing/a-session.ts'
import { byHand } from '../../editor/undo/story-undo.ts'
import { sendDeed } from './send-deed.ts'

const version = parseVersionHash('e'.repeat(64))

async function aDesk() {
  const engine = new MemoryEngine(aDocument(aStory([paragraph('a', 'Fares rise.')])))
  const session = await StorySession.open(engine, engine.row.id, new HandTimers())
  const sent: StoryCommand[] = []
  const desk = {
    version: async () => ({ version, content: projectStory(engine.logged()) }),
    send: async (command: StoryCommand) => {
      sent.push(command)
      return { kind: 'queued' as const }
    },
  }
  const submit = (hash: VersionHash): StoryCommand => ({
    do: 'submit',
    story: session.story,
    version: hash,
  })
  const type = () => session.doc.transact(() => headlineOf(session.doc).insert(0, 'x'), byHand)
  return { engine, session, desk, sent, submit, type }
}

describe('sending a command about the open story', () => {
  it('[SE1] writes the last words first, and sends the version on the screen', async () => {
    const { engine, session, desk, sent, submit, type } = await aDesk()
    type()
    expect(await sendDeed(session, desk, submit)).toEqual({ kind: 'queued' })
    expect(headlineOf(engine.logged()).toString()).toMatch(/^x/)
    expect(sent).toEqual([{ do: 'submit', story: session.story, version }])
  })

  it('[SE1] sends nothing while the words are not on the disk', async () => {
    const { engine, session, desk, sent, submit, type } = await aDesk()
    engine.refusal = new Error('No space left')
    type()
    await expect(sendDeed(session, desk, submit)).rejects.toThrow('No space left')
    expect(sent).toEqual([])
  })

  it('[SE1] sends nothing when the text moved in between', async () => {
    const { session, desk, sent, submit, type } = await aDesk()
    const slow = {
      ...desk,
      version: async () => {
        const answer = await desk.version()
        type()
        return answer
      },
    }
    expect(await sendDeed(session, slow, submit)).toEqual({ kind: 'changed' })
    expect(sent).toEqual([])
  })

  it('sends nothing from a screen that had to be read again', async () => {
    const { session, desk, sent, submit } = await aDesk()
    session.linesOnScreen = () => ['paragraph Something else']
    expect(await sendDeed(session, desk, submit)).toEqual({ kind: 'changed' })
    expect(sent).toEqual([])
  })
})
