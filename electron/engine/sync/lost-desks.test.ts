import { describe, expect, it } from 'vitest'
import { newStoryId } from '../../../shared/model/ids.ts'
import { goesToQuarantine, remember, toPurge } from './lost-desks.ts'

const held = (desk: string, writer: string, live = false) => ({
  story: newStoryId(),
  desk,
  writer,
  live,
})

describe('losing a desk', () => {
  it('remembers what was lost until it is given back', () => {
    const first = remember({ mine: [], lost: [] }, ['city', 'world'])
    expect(first).toEqual({ mine: ['city', 'world'], lost: [] })
    const less = remember(first, ['world'])
    expect(less).toEqual({ mine: ['world'], lost: ['city'] })
    expect(remember(less, ['world'])).toEqual(less)
    expect(remember(less, ['city', 'world'])).toEqual({ mine: ['city', 'world'], lost: [] })
  })

  it('[DQT2] takes the desk’s stories, but not mine, not live ones, not what is needed', () => {
    const [theirs, mine, live, waiting, other] = [
      held('city', 'majid'),
      held('city', 'salma'),
      held('city', 'majid', true),
      held('city', 'majid'),
      held('world', 'majid'),
    ]
    const memory = { mine: ['world'], lost: ['city'] }
    const all = [theirs, mine, live, waiting, other]
    expect(toPurge(all, memory, 'salma', (story) => story === waiting.story)).toEqual([theirs])
    expect(toPurge(all, { ...memory, lost: [] }, 'salma', () => false)).toEqual([])
  })

  it('hands over only what will be refused for ever', () => {
    expect(goesToQuarantine('not-allowed')).toBe(true)
    expect(goesToQuarantine('unknown-story')).toBe(true)
    expect(goesToQuarantine('not-signed-in')).toBe(false)
    expect(goesToQuarantine('database-unavailable')).toBe(false)
  })
})
