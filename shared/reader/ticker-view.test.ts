import { describe, expect, it } from 'vitest'
import { aLiveLine, aMinute, publishedAt } from '../testing/reader-samples.ts'
import { tickerView } from './ticker-view.ts'

const moment = {
  language: 'en' as const,
  timeZone: 'Etc/GMT-3',
  now: publishedAt,
  storyHref: () => null,
}

describe('the ticker', () => {
  it('[RT1] shows live lines only, newest first', () => {
    const old = aLiveLine('Union', 'Crews stay out', 50)
    const fresh = aLiveLine('Port authority', 'Ferries stop', 3)
    const recalled = aLiveLine('Nobody', 'Wrong', 1)
    const breaking = [
      old,
      fresh,
      { ...recalled, stage: { at: 'expired' as const, when: publishedAt } },
    ]

    expect(tickerView({ ...moment, breaking }).lines.map(({ text }) => text)).toEqual([
      'Ferries stop',
      'Crews stay out',
    ])
  })

  it('[RT1] leaves out lines without words in the edition', () => {
    const breaking = [aLiveLine('Union', 'Crews stay out', 5)]

    expect(tickerView({ ...moment, language: 'ar', breaking }).lines).toEqual([])
  })

  it('gives the day with the time once the day is over', () => {
    const breaking = [aLiveLine('Union', 'Crews stay out', 5)]
    const tomorrow = publishedAt + 24 * 60 * aMinute

    expect(tickerView({ ...moment, breaking }).lines[0]?.time.text).toBe('16:37')
    expect(tickerView({ ...moment, breaking, now: tomorrow }).lines[0]?.time.text).toBe(
      '22 Nov 16:37',
    )
  })
})
