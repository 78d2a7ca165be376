import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyPacked } from '../../../shared/document/encoding.ts'
import { headlineOf } from '../../../shared/document/story-doc.ts'
import { newStoryId } from '../../../shared/model/ids.ts'
import { aFolder, aStore } from '../testing/a-store.ts'
import { Writer } from '../testing/a-story.ts'

const headlineIn = (parts: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const part of parts) applyPacked(doc, part)
  return headlineOf(doc).toString()
}

describe('update log', () => {
  it('gives back what was appended, in order, after it was closed and opened again', () => {
    const folder = aFolder()
    const story = newStoryId()
    const writer = Writer.ofNewStory()
    const first = aStore({ folder })
    first.log.append(story, writer.state(), 1)
    for (const word of ['Ferry ', 'fares ', 'rise']) first.log.append(story, writer.type(word), 2)
    first.close()
    expect(headlineIn(aStore({ folder }).texts.parts(story).parts)).toBe('Ferry fares rise')
  })

  it('[DUL2] keeps my updates waiting until exactly those are acknowledged', () => {
    const { log, waiting } = aStore()
    const story = newStoryId()
    const writer = Writer.ofNewStory()
    const seqs = ['a', 'b', 'c'].map((letter) => log.append(story, writer.type(letter), 5))
    log.appendForeign(story, writer.state(), 7, 6)
    expect(log.waiting(story, 0, 10).map(({ seq }) => seq)).toEqual(seqs)
    log.acknowledge(story, seqs[1] as number, 9)
    expect(log.waiting(story, 0, 10).map(({ seq }) => seq)).toEqual([seqs[2]])
    log.dropUpTo(story, 1_000)
    expect(log.waiting(story, 0, 10)).toHaveLength(1)
    waiting.recount(story)
    expect(waiting.of(story)).toEqual({ updates: 1, since: 5, newest: seqs[2] })
    log.acknowledge(story, seqs[2] as number, 10)
    waiting.recount(story)
    expect(waiting.of(story)).toBeNull()
  })

  it('[DUL3] begins a run beyond the clock also when its first write had to be tried again', () => {
    const { db, log } = aStore()
    const story = newStoryId()
    const writer = Writer.ofNewStory()
    const now = 1_700_000_000_000
    const full = () =>
      db.transaction(() => {
        log.append(story, writer.state(), now)
        throw new Error('the disk is full')
      })
    expect(full).toThrow(/full/)
    expect(log.append(story, writer.state(), now)).toBeGreaterThanOrEqual(now)
    // Nobody's clock decides the rest.
    expect(log.append(story, writer.type('x'), 1)).toBe(now + 1)
  })

  it('[DUL3] never gives a seq twice, not even after rows were compacted away', () => {
    const folder = aFolder()
    const story = newStoryId()
    const writer = Writer.ofNewStory()
    const before = aStore({ folder })
    const seq = before.log.append(story, writer.state(), 1)
    before.log.acknowledge(story, seq, 1)
    before.texts.compact(story, seq, writer.state())
    expect(before.log.newest(story)).toBe(0)
    before.close()
    expect(aStore({ folder }).log.append(story, writer.type('x'), 2)).toBeGreaterThan(seq)
  })

  it('[DST1] is the same text from a snapshot and what came after as from every update', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 }),
        fc.nat(20),
        (words, at) => {
          const { log, texts } = aStore()
          const story = newStoryId()
          const writer = Writer.ofNewStory()
          log.append(story, writer.state(), 1)
          for (const [i, word] of words.entries()) {
            log.append(story, writer.type(word), 1)
            if (i !== at % words.length) continue
            const { upTo } = texts.parts(story)
            texts.compact(story, upTo, texts.state(story) as Uint8Array)
          }
          const { parts } = texts.parts(story)
          expect(headlineIn(parts)).toBe(writer.headline)
          expect(headlineIn([texts.state(story) as Uint8Array])).toBe(writer.headline)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('[DUL1] loses nothing it has answered for when the process is killed in mid-append', async () => {
    for (let round = 0; round < 3; round += 1) {
      const folder = aFolder()
      const script = new URL('../testing/append-for-ever.ts', import.meta.url).pathname
      const child = spawn(process.execPath, [script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      let acknowledged = 0
      const enough = 40 + round * 35
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged = Number(line)
        if (acknowledged === enough) child.kill('SIGKILL')
      }
      await ended
      expect(acknowledged).toBeGreaterThanOrEqual(enough)
      const { db } = aStore({ folder })
      const kept = db.get<{ n: number }>('select count(*) as n from log')?.n ?? 0
      expect(kept).toBeGreaterThanOrEqual(acknowledged)
    }
  })
})
