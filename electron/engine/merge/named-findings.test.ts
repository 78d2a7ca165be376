import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../shared/document/merge-guard/merge-report.ts'
import { newUserId } from '../../../shared/model/ids.ts'
import { namedFinding } from './named-findings.ts'

const [salma, majid] = [newUserId(), newUserId()]

const finding: Finding = {
  id: 'one',
  kind: 'lost-typed',
  place: 'headline',
  words: 'rise',
  sides: [0],
  block: null,
  before: '',
  after: '',
  remedy: null,
}

const story = (headline: string) => ({ headline, standfirst: 'From Monday.' })
const sides = (mine: string, theirs: string) => ({
  me: salma,
  them: [majid],
  at: 5,
  mine: story(mine),
  theirs: story(theirs),
})

describe('named findings', () => {
  it('[MF3] carry both whole lines where they differ, and nowhere else', () => {
    const named = namedFinding(finding, sides('Fares rise', 'Fares fall'))
    expect(named.lines).toEqual([
      { by: [salma], text: 'Fares rise' },
      { by: [majid], text: 'Fares fall' },
    ])
    expect(namedFinding(finding, sides('Fares rise', 'Fares rise'))).not.toHaveProperty('lines')
    expect(namedFinding(finding, sides('Fares rise', ' '))).not.toHaveProperty('lines')
    const elsewhere = { ...finding, place: 'standfirst' }
    expect(namedFinding(elsewhere, sides('Fares rise', 'Fares fall'))).not.toHaveProperty('lines')
    const inText = { ...finding, place: 'body' }
    expect(namedFinding(inText, sides('Fares rise', 'Fares fall'))).not.toHaveProperty('lines')
  })

  it('[MF3] carry their author’s line first, also between two devices of one person', () => {
    const both = { ...sides('Fares rise', 'Fares fall'), them: [salma] }
    const texts = (of: readonly number[]) =>
      namedFinding({ ...finding, sides: of }, both).lines?.map(({ text }) => text)
    expect(texts([1])).toEqual(['Fares fall', 'Fares rise'])
    expect(texts([0])).toEqual(['Fares rise', 'Fares fall'])
    expect(texts([0, 1])).toEqual(['Fares rise', 'Fares fall'])
  })

  it('[MF3] carry no half of a line that is too long to travel', () => {
    const long = 'Fares rise '.repeat(400)
    expect(namedFinding(finding, sides(long, 'Fares fall'))).not.toHaveProperty('lines')
    const words = 'word '.repeat(10_000)
    expect(namedFinding({ ...finding, words }, sides('a', 'b')).words).toHaveLength(20_000)
  })
})
