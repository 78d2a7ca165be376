import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BadInput } from '../model/errors.ts'
import { newMediaKey, parseAssetId } from '../model/ids.ts'
import {
  applyPacked,
  checkUpdate,
  largestUpdate,
  packState,
  packUpdate,
  unpackUpdate,
} from './encoding.ts'
import { addMedia, createStoryDoc } from './story-doc.ts'

describe('packed updates', () => {
  it('come back as they were', () => {
    const doc = new Y.Doc()
    doc.getText('headline').insert(0, 'Ferries stop')
    const again = new Y.Doc()
    Y.applyUpdateV2(again, unpackUpdate(packState(doc)))
    expect(again.getText('headline').toString()).toBe('Ferries stop')
  })

  it('[EN1] are refused when truncated, foreign, too large or noise', () => {
    const doc = new Y.Doc()
    doc.getText('headline').insert(0, 'Ferries stop at dusk')
    const good = packState(doc)
    expect(() => checkUpdate(good)).not.toThrow()
    expect(() => checkUpdate(good.subarray(0, good.length - 4))).toThrow(BadInput)
    expect(() => checkUpdate(new Uint8Array())).toThrow(BadInput)
    expect(() => checkUpdate(new Uint8Array([9, ...good]))).toThrow(BadInput)
    expect(() => checkUpdate(packUpdate(new Uint8Array(largestUpdate)))).toThrow(BadInput)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        try {
          checkUpdate(packUpdate(noise))
        } catch (error) {
          expect(error).toBeInstanceOf(BadInput)
          return
        }
        // The few that decode must also apply.
        Y.applyUpdateV2(new Y.Doc(), noise)
      }),
    )
  })

  it('[EN1] are refused when bent so that applying them would throw', () => {
    const doc = new Y.Doc()
    createStoryDoc(doc, { kind: 'news', language: 'en', byline: '', firstBlock: 'b' })
    const before = packState(doc)
    const updates: Uint8Array[] = []
    doc.on('updateV2', (update) => updates.push(packUpdate(update)))
    addMedia(doc, newMediaKey(), {
      asset: parseAssetId('a'.repeat(64)),
      caption: 'A ferry',
      credit: 'Harbour Post',
      alt: '',
    })
    doc.getText('headline').insert(0, 'Ferries stop')
    doc.getText('headline').delete(2, 3)
    const change = fc.record({ at: fc.nat(), to: fc.nat(255) })
    fc.assert(
      fc.property(
        fc.constantFrom(...updates),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (update, changes) => {
          const bent = Uint8Array.from(update)
          for (const { at, to } of changes) bent[1 + (at % (bent.length - 1))] = to
          try {
            checkUpdate(bent)
          } catch (error) {
            expect(error).toBeInstanceOf(BadInput)
            return
          }
          const desk = new Y.Doc()
          applyPacked(desk, before)
          applyPacked(desk, bent)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
