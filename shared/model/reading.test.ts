import { describe, expect, it } from 'vitest'
import { newUserId, parseDeskId } from './ids.ts'
import type { Role } from './people.ts'
import { hasGrown, mayRead, reachOf, reachOfBoth, reachText, type Standing } from './reading.ts'

const [city, world] = [parseDeskId('city'), parseDeskId('world')]
const me = newUserId()
const story = (wanted: Partial<Standing> = {}): Standing => ({
  desk: city,
  writer: newUserId(),
  publication: 'unpublished',
  ...wanted,
})
const reach = (desks: readonly (typeof city)[], reading?: 'open' | 'by-desk', role?: Role) =>
  reachOf(
    { id: me, memberships: desks.map((desk) => ({ desk, role: role ?? 'reporter' })) },
    { reading },
  )

describe('who may read a story', () => {
  it('[MR1] its desk in any role, its writer anywhere, everybody while it is live', () => {
    for (const role of ['reporter', 'photo-editor', 'desk-chief', 'admin'] as const) {
      expect(mayRead(reach([city], 'by-desk', role), story())).toBe(true)
      expect(mayRead(reach([world], undefined, role), story())).toBe(false)
    }
    expect(mayRead(reach([world]), story({ writer: me }))).toBe(true)
    expect(mayRead(reach([world]), story({ publication: 'live' }))).toBe(true)
    expect(mayRead(reach([world]), story({ publication: 'taken-down' }))).toBe(false)
    expect(mayRead(reach([world], 'open'), story())).toBe(true)
  })

  it('[MR2] nobody without a desk, also where everything is read', () => {
    expect(mayRead(reach([], 'open'), story())).toBe(false)
    expect(mayRead(reach([], 'open'), story({ writer: me }))).toBe(true)
  })

  it('knows from a cursor’s text whether more may be read now', () => {
    const before = reachText(reach([world, city]))
    expect(before).toBe('city,world')
    expect(hasGrown(reach([city]), before)).toBe(false)
    expect(hasGrown(reach([city, world]), before)).toBe(false)
    expect(hasGrown(reach([city, world]), 'city')).toBe(true)
    expect(hasGrown(reach([city]), '')).toBe(true)
    expect(hasGrown(reach([]), '')).toBe(false)
    expect(hasGrown(reach([city], 'open'), 'city')).toBe(true)
    expect(hasGrown(reach([city, world]), reachText(reach([city], 'open')))).toBe(false)
    expect(reachOfBoth('city,world', reach([world]))).toBe('world')
    expect(reachOfBoth('city', reach([world]))).toBe('')
    expect(reachOfBoth('*', reach([world]))).toBe('world')
    expect(reachOfBoth('city', reach([world], 'open'))).toBe('city')
  })
})
