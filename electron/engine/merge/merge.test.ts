import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import {
  type MergeFinding,
  openFindings,
  settleFinding,
} from '../../../shared/document/merge-findings.ts'
import { applyRemedy } from '../../../shared/document/merge-guard/apply-remedy.ts'
import { projectStory } from '../../../shared/document/projection.ts'
import {
  blockNodeType,
  bodyRoot,
  headlineOf,
  stateAttribute,
} from '../../../shared/document/story-doc.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { blockText } from '../../../shared/model/story.ts'
import { aDesk, type TestDesk, until } from '../testing/a-desk.ts'
import { aServer, type NewsroomServer } from '../testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const textOf = (doc: Y.Doc, block: number): Y.XmlText =>
  (bodyRoot(doc).get(block) as Y.XmlElement).get(0) as Y.XmlText

const write = (doc: Y.Doc, block: number, at: number, words: string): void =>
  textOf(doc, block).insert(at, words)

/** Adds paragraphs to a new story. */
function paragraphs(doc: Y.Doc, texts: readonly string[]): void {
  texts.forEach((text, i) => {
    const block = new Y.XmlElement(blockNodeType)
    block.setAttribute(stateAttribute('blockId'), `p${i}`)
    const line = new Y.XmlText()
    line.insert(0, text)
    block.insert(0, [line])
    bodyRoot(doc).insert(bodyRoot(doc).length, [block])
  })
}

const bodyOf = (doc: Y.Doc): string[] => projectStory(doc).blocks.map(blockText)

const ferry = 'The evening ferry left Port Selim with ninety passengers aboard.'
const weather = 'Forecasters expect rain over the northern hills until Thursday.'

interface Newsroom {
  readonly server: NewsroomServer
  readonly salma: TestDesk
  readonly majid: TestDesk
  readonly story: StoryId
  /** The story as each has it open. */
  readonly docs: { readonly salma: Y.Doc; readonly majid: Y.Doc }
}

/** Two desks with one story open, level with the server. */
async function aSharedStory(): Promise<Newsroom> {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  server.newsroom.person('majid', 'desk-chief')
  const [salma, majid] = [aDesk(), aDesk()]
  await salma.signIn(server.url, 'salma')
  await majid.signIn(server.url, 'majid')
  const story = await salma.create()
  await salma.window.edit(story, (doc) => paragraphs(doc, [ferry, weather]))
  await salma.level()
  await until(async () => ((await majid.row(story))?.words ?? 0) > 10, 'the story at the chief')
  const docs = {
    salma: salma.window.docs.get(story) as Y.Doc,
    majid: await majid.window.open(story),
  }
  return { server, salma, majid, story, docs }
}

const me = async (desk: TestDesk) => {
  const state = await desk.window.call('session:state', {})
  if (state.at !== 'signed-in') throw new Error('not signed in')
  return state.person.id
}

async function foundBy(doc: Y.Doc): Promise<readonly MergeFinding[]> {
  await until(() => openFindings(doc).length > 0, 'a finding')
  return openFindings(doc)
}

/** Waits until both desks are level and no merge waits for judgement. */
async function settled({ salma, majid, docs }: Newsroom): Promise<void> {
  await Promise.all([salma.level(), majid.level()])
  await until(
    () =>
      Buffer.compare(Y.encodeStateVector(docs.salma), Y.encodeStateVector(docs.majid)) === 0 ||
      Y.decodeStateVector(Y.encodeStateVector(docs.salma)).size ===
        Y.decodeStateVector(Y.encodeStateVector(docs.majid)).size,
    'both to see the same',
  )
}

async function press(desk: TestDesk, story: StoryId, by: Awaited<ReturnType<typeof me>>) {
  await desk.window.edit(story, (doc) => {
    for (const { id, remedy } of openFindings(doc)) {
      if (remedy) applyRemedy(doc, remedy, 'merge-remedy')
      settleFinding(doc, id, { how: 'restored', by, at: 1 })
    }
  })
}

/** Salma writes into the first paragraph while Majid, off line as well, deletes it. */
async function deletedWhileWritten(newsroom: Newsroom): Promise<void> {
  const { salma, majid, story } = newsroom
  await Promise.all([salma.offline(), majid.offline()])
  await salma.window.edit(story, (doc) => write(doc, 1, ferry.length, ' Nobody was hurt.'))
  await majid.window.edit(story, (doc) => bodyRoot(doc).delete(1, 1))
  await majid.offline(false)
  await majid.level()
}

describe('the merge guard on a desk', () => {
  it('[MW1] names what was written in a block that somebody deleted, on both desks, by name', async () => {
    const newsroom = await aSharedStory()
    const { salma, majid, story, docs } = newsroom
    await deletedWhileWritten(newsroom)
    await salma.offline(false)
    const [finding] = await foundBy(docs.salma)
    expect(finding).toMatchObject({ kind: 'lost-typed', authors: [await me(salma)] })
    expect(finding?.others).toEqual([await me(majid)])
    expect(finding?.words).toContain('Nobody was hurt')
    const [same] = await foundBy(docs.majid)
    expect(same?.id).toBe(finding?.id)
    await until(async () => (await majid.row(story))?.merges === 1, 'the count in the list')
    const sides = await salma.window.call('story:merge-sides', { story, at: finding?.foundAt ?? 0 })
    expect(sides?.mine.blocks.map(blockText).join(' ')).toContain('Nobody was hurt.')
    expect(sides?.theirs.blocks.map(blockText).join(' ')).not.toContain('ferry')
  })

  it('[MF3] both headlines travel with what was found in them, to the desk that judged nothing too', async () => {
    const newsroom = await aSharedStory()
    const { salma, majid, story, docs } = newsroom
    const anew = (doc: Y.Doc, words: string) => {
      const headline = headlineOf(doc)
      headline.delete(0, headline.length)
      headline.insert(0, words)
    }
    await salma.window.edit(story, (doc) => anew(doc, 'Ferry late'))
    await settled(newsroom)
    await until(() => headlineOf(docs.majid).toString() === 'Ferry late', 'the headline')
    await Promise.all([salma.offline(), majid.offline()])
    await salma.window.edit(story, (doc) => anew(doc, 'Ninety wait for the ferry'))
    await majid.window.edit(story, (doc) => anew(doc, 'Storm keeps ferry in port'))
    await majid.offline(false)
    await majid.level()
    await salma.offline(false)
    const [judged] = await foundBy(docs.salma)
    expect(judged?.place).toBe('headline')
    const [heard] = await foundBy(docs.majid)
    expect(heard?.lines).toEqual([
      { by: [await me(salma)], text: 'Ninety wait for the ferry' },
      { by: [await me(majid)], text: 'Storm keeps ferry in port' },
    ])
  })

  it('[MW5] brings the words back once, also when both press at once', async () => {
    const newsroom = await aSharedStory()
    const { salma, majid, story, docs } = newsroom
    await deletedWhileWritten(newsroom)
    await salma.offline(false)
    await foundBy(docs.salma)
    await foundBy(docs.majid)
    await Promise.all([salma.offline(), majid.offline()])
    await press(salma, story, await me(salma))
    await press(majid, story, await me(majid))
    await Promise.all([salma.offline(false), majid.offline(false)])
    await settled(newsroom)
    await until(() => bodyOf(docs.salma).join('|') === bodyOf(docs.majid).join('|'), 'one text')
    expect(
      bodyOf(docs.salma)
        .join(' ')
        .match(/Nobody was hurt/g),
    ).toHaveLength(1)
    expect(openFindings(docs.salma)).toEqual([])
    await until(async () => (await majid.row(story))?.merges === 0, 'nothing open in the list')
  })

  it('[MW5] judges after a restart what was pulled before a kill', async () => {
    const newsroom = await aSharedStory()
    const { server, salma, story } = newsroom
    await deletedWhileWritten(newsroom)
    // What others wrote arrives, no acknowledgement does: then the desk dies.
    server.loseAcks = 1000
    await salma.offline(false)
    await until(() => server.loseAcks < 1000, 'a push')
    const { folder, secret } = salma
    await salma.close()
    server.loseAcks = 0
    const again = aDesk(folder, secret)
    await again.level()
    const doc = await again.window.open(story)
    const [finding] = await foundBy(doc)
    expect(finding?.words).toContain('Nobody was hurt')
  })

  it('[MW6] asks for what is missing and judges when it is here', async () => {
    const newsroom = await aSharedStory()
    const { server, salma, majid, story, docs } = newsroom
    await Promise.all([salma.offline(), majid.offline()])
    await salma.window.edit(story, (doc) => write(doc, 1, ferry.length, ' Nobody was hurt.'))
    await majid.window.edit(story, (doc) => write(doc, 2, 0, 'Weather: '))
    await majid.offline(false)
    await majid.level()
    await majid.window.edit(story, (doc) => {
      write(doc, 2, 0, 'Tonight: ')
      bodyRoot(doc).delete(1, 1)
    })
    await majid.level()
    // The server forgets the piece in the middle until it is asked again for everything.
    const log = server.newsroom.logs.get(story) ?? []
    const [before, after] = [log.slice(0, -2), log.slice(-1)]
    server.newsroom.logs.set(story, [...before, ...after])
    await salma.offline(false)
    await until(async () => (await salma.window.call('network:state', {})).state === 'online', 'it')
    await salma.level()
    expect(openFindings(docs.salma)).toEqual([])
    server.newsroom.logs.set(story, log)
    // It is asked for once on each line.
    await salma.offline()
    await salma.offline(false)
    const [finding] = await foundBy(docs.salma)
    expect(finding?.words).toContain('Nobody was hurt')
  })

  it('[MW4] [MW7] says nothing when only one side wrote, and nothing when both texts stand', async () => {
    const newsroom = await aSharedStory()
    const { salma, majid, story, docs } = newsroom
    await salma.offline()
    await salma.window.edit(story, (doc) => write(doc, 1, ferry.length, ' It arrived at nine.'))
    await salma.offline(false)
    await settled(newsroom)
    await Promise.all([salma.offline(), majid.offline()])
    await salma.window.edit(story, (doc) => write(doc, 1, 0, 'Late on Sunday: '))
    await majid.window.edit(story, (doc) => write(doc, 2, weather.length, ' Roads stay open.'))
    await majid.offline(false)
    await majid.level()
    await salma.offline(false)
    await settled(newsroom)
    await until(() => bodyOf(docs.majid)[1]?.startsWith('Late on Sunday'), 'the merge')
    await until(() => bodyOf(docs.salma)[2]?.endsWith('Roads stay open.'), 'the merge')
    const count = () => salma.window.call('merges:count', {})
    await until(async () => (await count()).merges > 0, 'the merge to be judged')
    expect(await count()).toEqual({ merges: 1, findings: 0 })
    expect(openFindings(docs.salma)).toEqual([])
  })

  it('[MW2] [MW3] raises no alarm when somebody deletes on purpose what a colleague types live', async () => {
    const newsroom = await aSharedStory()
    const { salma, majid, story, docs } = newsroom
    for (const word of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
      await salma.window.edit(story, (doc) => write(doc, 1, 0, `${word} `))
      await until(() => bodyOf(docs.majid)[1]?.startsWith(word), 'the word at the chief')
      await Promise.all([
        majid.window.edit(story, (doc) => textOf(doc, 1).delete(0, word.length + 1)),
        salma.window.edit(story, (doc) => write(doc, 2, 0, `${word} `)),
      ])
      await until(() => !bodyOf(docs.salma)[1]?.includes(word), 'the deletion')
    }
    await settled(newsroom)
    await until(() => bodyOf(docs.majid)[2]?.startsWith('Six Five'), 'everything')
    expect(openFindings(docs.salma)).toEqual([])
    expect(openFindings(docs.majid)).toEqual([])
  })
})
