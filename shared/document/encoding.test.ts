import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BadInput } from '../model/errors.ts'
import { checkUpdate, largestUpdate, packState, packUpdate, unpackUpdate } from './encoding.ts'

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
})
