import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../shared/document/merge-guard/merge-report.ts'
import { judge, truthOf, type View } from './oracle.ts'
import { failures, play, weaknesses } from './play.ts'
import { plan, type Scenario } from './scenario.ts'
import { shrink } from './shrink.ts'
import { Tags } from './tags.ts'
import { count, figures, noTally } from './tally.ts'

const kept = join(import.meta.dirname, 'kept-seeds')

/** A short run for every change; `npm run fuzz` is the long one. */
const seeds = { from: 500_000, to: 500_060 }

describe('desks that write, go offline, die and meet', () => {
  it('[FUZ2] [FUZ3] agree after every meeting, and remedies put each word where it belongs', () => {
    const tally = noTally()
    for (let seed = seeds.from; seed < seeds.to; seed++) {
      const scenario = plan(seed)
      const outcome = play(scenario)
      expect({ seed, broken: outcome.broken }).toEqual({ seed, broken: null })
      count(tally, scenario, outcome)
    }
    expect(tally.prose.merges + tally.unique.merges).toBeGreaterThan(100)
    expect(tally.prose.lost.true).toBeGreaterThan(200)
    expect(tally.prose.lost.named / tally.prose.lost.true).toBeGreaterThan(0.99)
    expect(tally.unique.lost.named).toBe(tally.unique.lost.true)
    expect(tally.unique.doubled.named).toBe(tally.unique.doubled.true)
    expect(tally.prose.alarms + tally.unique.alarms).toBe(0)
    expect(tally.prose.clean + tally.unique.clean).toBeGreaterThan(80)
    expect(tally.remedies.words).toBeGreaterThan(200)
    expect(tally.remedies.right).toBe(tally.remedies.words)
    expect(figures(tally).map(({ what }) => what)).toContain('prose: lost words named')
  }, 120_000)

  it.each(readdirSync(kept).filter((file) => file.endsWith('.json')))(
    '[FUZ2] get right what once went wrong: %s',
    (file) => {
      const scenario = JSON.parse(readFileSync(join(kept, file), 'utf8')) as Scenario
      const outcome = play(scenario)
      expect(failures(outcome)).toEqual([])
      expect(weaknesses(outcome)).toEqual([])
    },
  )

  it('play the same seed the same way every time', () => {
    const [one, two] = [play(plan(7)), play(plan(7))].map(({ merges }) =>
      merges.map(({ judgement }) => judgement),
    )
    expect(one).toEqual(two)
  })
})

describe('the oracle', () => {
  const tags = new Tags()
  const [the, ferry] = ['the', 'ferry'].map((word) => tags.write(word)) as [string, string]
  const view = (text: string): View => {
    const { whole, pieces } = tags.read(text)
    const counts = new Map<number, number>()
    for (const tag of whole) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return { counts, pieces, values: {}, texts: [text] }
  }
  const side = (text: string) => ({ view: view(text), known: new Set<number>() })
  const finding = (kind: Finding['kind'], words: string): Finding => ({
    id: kind,
    kind,
    place: 'body',
    words,
    sides: [0],
    block: null,
    before: '',
    after: '',
    remedy: null,
  })

  it('[FUZ1] sees words that are lost, doubled, come back or are broken', () => {
    const both = `${the} ${ferry}`
    const truth = (one: string, two: string, merged: string) =>
      truthOf(view(both), [side(one), side(two)], view(merged), tags)
    expect([...truth(both, both, the).lost]).toEqual([1])
    expect([...truth(both, both, `${both} ${ferry}`).doubled]).toEqual([1])
    expect([...truth(the, both, both).returned]).toEqual([1])
    expect(truth(the, both, the).lost.size).toBe(0)
    const glued = truth(both, both, the + ferry)
    expect(glued.garbled).toEqual([the + ferry])
    expect(glued.lost.size).toBe(2)
  })

  it('[FUZ1] takes a word named by a twin for named, another word for a false alarm', () => {
    const truth = truthOf(view(`${the} ${ferry}`), [side(`${the} ${ferry}`)], view(the), tags)
    const named = (words: string) =>
      judge(truth, [finding('lost-typed', words)], view(the), tags).lost
    expect(named(ferry)).toMatchObject({ true: 1, named: 1, twins: [], wrong: [] })
    expect(named('ferry')).toMatchObject({
      named: 1,
      twins: [{ missed: 1, named: null, both: false }],
    })
    expect(named(the)).toMatchObject({ named: 0, missed: [1], wrong: ['the'] })
    const clean = truthOf(view(the), [side(the)], view(the), tags)
    expect(judge(clean, [finding('lost-typed', the)], view(the), tags).alarms).toHaveLength(1)
  })
})

describe('shrinking', () => {
  it('leaves the steps that it takes to fail', () => {
    const scenario = plan(11)
    const needed = scenario.steps.filter((_, n) => n === 3 || n === 9)
    const small = shrink(scenario, ({ steps }) => needed.every((step) => steps.includes(step)))
    expect(small.steps).toEqual(needed)
  })
})
