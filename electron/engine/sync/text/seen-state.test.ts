import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasGap, isOld, type Stretch, see, seenUpTo } from './seen-state.ts'

const stretch = fc
  .tuple(fc.nat(20), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]): Stretch => ({ from, to: from + length }))
const stretches = fc.array(stretch, { maxLength: 15 })

/** The same, by brute force: every single seq ever seen. */
function reference(start: number, seen: readonly Stretch[]): number {
  const all = new Set<number>()
  for (const { from, to } of seen) for (let seq = from + 1; seq <= to; seq += 1) all.add(seq)
  let have = start
  while (all.has(have + 1)) have += 1
  return have
}

describe('what a desk has seen of a story', () => {
  it('[DSS1] is everything up to the first gap, and not one further', () => {
    fc.assert(
      fc.property(fc.nat(5), stretches, (start, all) => {
        const seen = all.reduce(see, seenUpTo(start))
        expect(seen.have).toBe(reference(start, all))
        const highest = Math.max(start, ...all.map(({ to }) => to))
        expect(hasGap(seen)).toBe(seen.have < highest)
      }),
    )
  })

  it('[DSS2] does not depend on the order in which stretches arrive', () => {
    fc.assert(
      fc.property(stretches, fc.infiniteStream(fc.nat()), (all, weights) => {
        const shuffled = all
          .map((one) => ({ one, weight: weights.next().value ?? 0 }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ one }) => one)
        expect(shuffled.reduce(see, seenUpTo(0)).have).toBe(all.reduce(see, seenUpTo(0)).have)
      }),
    )
  })

  it('knows a stretch that came twice', () => {
    const seen = see(see(seenUpTo(3), { from: 3, to: 5 }), { from: 8, to: 9 })
    expect(isOld(seen, { from: 0, to: 5 })).toBe(true)
    expect(isOld(seen, { from: 8, to: 9 })).toBe(true)
    expect(isOld(seen, { from: 5, to: 6 })).toBe(false)
    expect(isOld(seen, { from: 0, to: 9 })).toBe(false)
  })
})
