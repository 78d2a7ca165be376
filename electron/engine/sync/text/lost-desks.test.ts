import { describe, expect, it } from 'vitest'
import { newStoryId, newUserId, parseDeskId } from '../../../../shared/model/ids.ts'
import { reachOf } from '../../../../shared/model/reading.ts'
import { goesToQuarantine, toPurge } from './lost-desks.ts'

const [salma, majid] = [newUserId(), newUserId()]
const [city, world] = [parseDeskId('city'), parseDeskId('world')]
const held = (desk: typeof city, writer: typeof salma, publication = 'unpublished' as const) => ({
  story: newStoryId(),
  desk,
  writer,
  publication: publication as 'unpublished' | 'live',
})

describe('losing a desk', () => {
  it('[DQT2] takes the desk’s stories, but not mine, not live ones, not what is needed', () => {
    const [theirs, mine, live, waiting, other] = [
      held(city, majid),
      held(city, salma),
      { ...held(city, majid), publication: 'live' as const },
      held(city, majid),
      held(world, majid),
    ]
    const memberships = [{ desk: world, role: 'reporter' as const }]
    const all = [theirs, mine, live, waiting, other]
    const isNeeded = (story: string) => story === waiting.story
    expect(toPurge(all, reachOf({ id: salma, memberships }, {}), isNeeded)).toEqual([theirs])
    const open = reachOf({ id: salma, memberships }, { reading: 'open' })
    expect(toPurge(all, open, () => false)).toEqual([])
  })

  it('hands over only what will be refused for ever', () => {
    expect(goesToQuarantine('not-allowed')).toBe(true)
    expect(goesToQuarantine('unknown-story')).toBe(true)
    expect(goesToQuarantine('not-signed-in')).toBe(false)
    expect(goesToQuarantine('database-unavailable')).toBe(false)
  })
})
