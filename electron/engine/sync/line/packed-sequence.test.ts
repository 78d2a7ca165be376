import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytesSchema } from '../../../../shared/protocol/documents.ts'
import { packFrame, packSequence } from './frames.ts'
import { PackedSequence } from './packed-sequence.ts'

const itemSchema = z.object({ seq: z.number().int(), update: bytesSchema, name: z.string() })
const item = fc.record({
  seq: fc.nat(),
  update: fc.uint8Array({ maxLength: 300 }),
  name: fc.string({ maxLength: 40 }),
})

const plain = (items: readonly z.output<typeof itemSchema>[]) =>
  items.map(({ seq, update, name }) => ({ seq, name, update: [...update] }))

/** Cuts bytes into pieces of these lengths, the last one as long as it is. */
function pieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = []
  let from = 0
  for (const length of lengths) {
    cut.push(bytes.subarray(from, from + length))
    from += length
  }
  return [...cut, bytes.subarray(from)]
}

describe('a sequence that arrives in pieces', () => {
  it('gives the same items however it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 12 }),
        fc.array(fc.nat(200), { maxLength: 20 }),
        (items, lengths) => {
          const reader = new PackedSequence(itemSchema)
          const parts = pieces(packSequence(items), lengths)
          const got = [...parts.flatMap((part) => reader.push(part)), ...reader.rest()]
          reader.end()
          expect(plain(got)).toEqual(plain(items))
        },
      ),
    )
  })

  it('[DPS1] gives every whole item before a cut, wherever the cut is', () => {
    const items = [1, 2, 3].map((seq) => ({
      seq,
      update: new Uint8Array(70_000 * seq).fill(seq),
      name: `item ${seq}`,
    }))
    const bytes = packSequence(items)
    const ends = items.map((_, i) => packSequence(items.slice(0, i + 1)).length)
    for (const cut of [0, 1, ...ends.flatMap((end) => [end - 1, end, end + 1])]) {
      const reader = new PackedSequence(itemSchema)
      const parts = pieces(bytes.subarray(0, cut), [5, 1000, 65_536, 65_536])
      const got = [...parts.flatMap((part) => reader.push(part)), ...reader.rest()]
      const whole = ends.filter((end) => end <= cut).length
      expect(plain(got)).toEqual(plain(items.slice(0, whole)))
      if (cut === 0 || ends.includes(Math.min(cut, bytes.length))) reader.end()
      else expect(() => reader.end()).toThrow('middle of an item')
    }
  })

  it('[DPS2] refuses what is no sequence and what does not fit', () => {
    const html = new TextEncoder().encode('<!doctype html><title>Sign in</title>')
    expect(() => new PackedSequence(itemSchema).push(html)).toThrow('Not a message')
    expect(() => new PackedSequence(itemSchema).push(packFrame({ seq: 'one' }))).toThrow(
      'Not a message',
    )
  })
})
