import { describe, expect, it } from 'vitest'
import { AlikeRuns } from './alike-runs.ts'

/** All compared with all. */
function longestOf(texts: readonly number[], run: readonly number[], from: number): number {
  const lengths = texts.map((_, start) => {
    let n = 0
    while (
      from + n < run.length &&
      start + n < texts.length &&
      run[from + n] === texts[start + n]
    ) {
      n += 1
    }
    return n
  })
  return Math.max(0, ...lengths)
}

/** Every row of so many words of two kinds, and every shorter one. */
function wordsUpTo(most: number): number[][] {
  if (most === 0) return [[]]
  const shorter = wordsUpTo(most - 1)
  const longest = shorter.filter(({ length }) => length === most - 1)
  return [...shorter, ...longest.flatMap((words) => [0, 1].map((word) => [...words, word]))]
}

/** Counts how often a word is looked at. */
function counted(words: readonly number[]) {
  const seen = { times: 0 }
  const texts = new Proxy(words, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) seen.times += 1
      return Reflect.get(target, key)
    },
  })
  return { texts, seen }
}

describe('runs that stand in another text', () => {
  it('are as long as when every word is compared with every other', () => {
    const all = wordsUpTo(5)
    for (const texts of all) {
      const alike = new AlikeRuns(texts)
      for (const run of all) {
        for (const from of run.keys()) {
          if (alike.longest(run, from) !== longestOf(texts, run, from)) {
            expect({ texts, run, from }).toBeNull()
          }
        }
      }
    }
    expect(all.length).toBe(63)
  })

  it('cost no more than the words there are, in a story that was written anew as a whole', () => {
    const size = 20_000
    const other = Array.from({ length: size }, (_, n) => n)
    const mine = Array.from({ length: size }, (_, n) => size + n)
    for (const words of [mine, [...other].reverse(), mine.map(() => 1)]) {
      const { texts, seen } = counted(words[0] === 1 ? other.map(() => 1) : other)
      const alike = new AlikeRuns(texts)
      for (let n = 0; n < size; ) n += Math.max(1, alike.longest(words, n))
      expect(seen.times).toBeLessThan(10 * size)
    }
  })
})
