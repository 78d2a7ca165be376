import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { packUpdate } from '../../../shared/document/encoding.ts'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import { NewsroomError } from '../../../shared/model/errors.ts'
import { aBody, aDocument, aStory, copyOf, linesOf, paragraph } from '../testing/a-body.ts'
import { HandTimers, MemoryEngine, settled } from '../testing/a-session.ts'
import { byHand } from '../undo/story-undo.ts'
import { freshLoad, hasDiverged } from './divergence.ts'
import { patience } from './safety-word.ts'
import { StorySession } from './story-session.ts'
import { batch, retryAfter } from './update-queue.ts'

class DiskFull extends NewsroomError {
  readonly code = 'disk-full'
  readonly retry = 'later'
  override readonly remedy = 'Free some space.'
}

async function aSession() {
  const doc = aDocument(aStory([paragraph('a', 'Fares rise.')]))
  const engine = new MemoryEngine(doc)
  const timers = new HandTimers()
  const session = await StorySession.open(engine, engine.row.id, timers)
  const type = (text: string) =>
    session.doc.transact(() => headlineOf(session.doc).insert(0, text), byHand)
  const logged = () => headlineOf(engine.logged()).toString()
  return { doc, engine, timers, session, type, logged }
}

/** What another desk, with the same text, writes into the headline. */
function byColleague(doc: Y.Doc, text: string): Uint8Array {
  const copy = copyOf(doc)
  const before = Y.encodeStateVector(copy)
  headlineOf(copy).insert(headlineOf(copy).length, text)
  return packUpdate(Y.encodeStateAsUpdateV2(copy, before))
}

describe('story session', () => {
  it('[UQ2] gathers keystrokes into one append', async () => {
    const { engine, timers, type, logged } = await aSession()
    for (const letter of 'abc') type(letter)
    expect(engine.appends).toBe(0)
    await timers.pass(batch)
    expect(engine.appends).toBe(1)
    expect(logged()).toBe('cbaFerry fares to rise')
  })

  it('[SS1] flushes at once when asked, and says when it is on disk', async () => {
    const { session, type, logged } = await aSession()
    type('Late: ')
    await session.flush()
    expect(logged()).toBe('Late: Ferry fares to rise')
  })

  it('[UQ1] [UQ3] keeps what the engine refused, says so, and brings it later', async () => {
    const { engine, session, timers, type, logged } = await aSession()
    engine.refusal = new DiskFull('No space left on the disk')
    type('One ')
    await timers.pass(batch)
    expect(session.safety).toEqual({
      word: 'not-saved',
      trouble: {
        kind: 'failed',
        why: 'No space left on the disk',
        remedy: 'Free some space.',
      },
    })
    await expect(session.flush()).rejects.toMatchObject({ code: 'disk-full' })
    type('Two ')
    engine.refusal = null
    await timers.pass(retryAfter)
    expect(logged()).toBe('Two One Ferry fares to rise')
    expect(session.safety.word).toBe('on-device')
  })

  it('[SW1] stops saying "on this device" when the engine falls silent', async () => {
    const { engine, session, timers, type } = await aSession()
    let told = 0
    session.onChange(() => told++)
    engine.silent = true
    type('x')
    await timers.pass(patience + 2000)
    expect(session.safety).toEqual({ word: 'not-saved', trouble: { kind: 'engine-silent' } })
    expect(told).toBe(1)
  })

  it('[SS2] gives a restarted engine what it lacks, and takes what it has', async () => {
    const { doc, engine, session, timers, type, logged } = await aSession()
    engine.silent = true
    type('Typed while it died. ')
    await timers.pass(batch)
    engine.hears(byColleague(doc, ' again'), false)
    engine.restarts()
    await timers.pass(batch)
    expect(logged()).toBe('Typed while it died. Ferry fares to rise again')
    expect(headlineOf(session.doc).toString()).toBe(logged())
    expect(session.safety.word).toBe('on-device')
  })

  it('[SS2] brings deletions too', async () => {
    const { engine, session, timers, logged } = await aSession()
    engine.silent = true
    session.doc.transact(() => headlineOf(session.doc).delete(0, 6), byHand)
    await timers.pass(batch)
    engine.restarts()
    await timers.pass(batch)
    expect(logged()).toBe('fares to rise')
  })

  it('[SS3] keeps a remote update out of the undo history and out of the log', async () => {
    const { doc, engine, session, timers, type } = await aSession()
    type('Our ')
    await timers.pass(1000)
    const appends = engine.appends
    engine.hears(byColleague(doc, ' theirs'))
    await timers.pass(1000)
    session.undo.undo()
    expect(headlineOf(session.doc).toString()).toBe('Ferry fares to rise theirs')
    await timers.pass(batch)
    expect(engine.appends).toBe(appends + 1)
  })

  it('asks for the whole again when an update is missing', async () => {
    const { doc, engine, session, timers } = await aSession()
    const copy = copyOf(doc)
    const updates: Uint8Array[] = []
    copy.on('updateV2', (update: Uint8Array) => updates.push(packUpdate(update)))
    headlineOf(copy).insert(0, 'A')
    headlineOf(copy).insert(1, 'B')
    engine.hears(updates[0]!, false)
    engine.hears(updates[1]!)
    await timers.pass(0)
    expect(headlineOf(session.doc).toString()).toBe('ABFerry fares to rise')
  })

  it('writes the last words before it closes', async () => {
    const { engine, session, type, logged } = await aSession()
    type('Last ')
    await session.close()
    expect(logged()).toBe('Last Ferry fares to rise')
    expect(engine.closed).toBe(1)
  })

  it('[SS5] undoes what was written before the story was left, and nothing that came since', async () => {
    const { doc, engine, session, timers, type, logged } = await aSession()
    type('Our ')
    const left = await session.leave()
    engine.hears(byColleague(doc, ' theirs'))
    expect(headlineOf(left.doc).toString()).toBe('Our Ferry fares to rise')
    const again = await StorySession.open(engine, engine.row.id, timers, left)
    expect(headlineOf(again.doc).toString()).toBe('Our Ferry fares to rise theirs')
    again.undo.undo()
    expect(headlineOf(again.doc).toString()).toBe('Ferry fares to rise theirs')
    await again.flush()
    expect(logged()).toBe('Ferry fares to rise theirs')
    again.undo.redo()
    await again.close()
    expect(logged()).toBe('Our Ferry fares to rise theirs')
  })

  it('[SS5] believes the log where it has lost what was left', async () => {
    const { doc, engine, session, timers, type, logged } = await aSession()
    type('Set aside ')
    const left = await session.leave()
    // Its words were taken out of this desk's store meanwhile.
    const other = new MemoryEngine(doc)
    const again = await StorySession.open(other, engine.row.id, timers, left)
    expect(headlineOf(again.doc).toString()).toBe('Ferry fares to rise')
    expect(again.undo.hasSteps).toBe(false)
    await again.flush()
    expect(other.appends).toBe(0)
    expect(logged()).toContain('Set aside')
  })

  it('[UQ1] stays open in the background until its last words are written', async () => {
    const { engine, session, timers, type, logged } = await aSession()
    engine.refusal = new DiskFull('No space left on the disk')
    type('Left behind? ')
    const closed = session.close()
    await timers.pass(5000)
    expect(engine.closed).toBe(0)
    engine.refusal = null
    await timers.pass(2000)
    await closed
    expect(logged()).toBe('Left behind? Ferry fares to rise')
    expect(engine.closed).toBe(1)
  })

  it('[DG1] [SS4] finds an editor that differs from its document, and starts afresh', async () => {
    const { session, timers, type } = await aSession()
    const body = aBody(session.doc)
    session.linesOnScreen = () => linesOf(body).map((line) => line.replace(': ', ' '))
    expect(session.settle()).toBe(false)
    session.linesOnScreen = () => ['paragraph Something else.']
    let generation = 0
    session.onChange(() => {
      generation = session.generation
      session.linesOnScreen = null
    })
    type('Kept ')
    session.undo.undo()
    session.undo.redo()
    await timers.pass(1000)
    expect(session.divergences).toBe(1)
    expect(generation).toBe(1)
    expect(headlineOf(session.doc).toString()).toBe('Kept Ferry fares to rise')
    session.doc.transact(() => headlineOf(session.doc).insert(0, 'Still '), byHand)
    await session.flush()
  })

  it('[DG1] calls a document that reads like its fresh load the same', async () => {
    const { doc } = await aSession()
    expect(hasDiverged(doc, null)).toBe(false)
    expect(hasDiverged(freshLoad(doc), ['paragraph Fares rise.'])).toBe(false)
    await settled()
  })
})
