import { describe, expect, it } from 'vitest'
import { type DeskId, newUserId, parseDeskId } from '../../shared/model/ids.ts'
import { type Reach, reachOfBoth } from '../../shared/model/reading.ts'
import { cursorSchema } from '../../shared/protocol/changes.ts'
import { hasGrownSince, markOf } from './reach-mark.ts'

const person = newUserId()
const at = (desks: readonly DeskId[], all = false): Reach => ({ person, desks, all })
const many = Array.from({ length: 1000 }, (_, n) => parseDeskId(`desk-of-the-harbour-${n}`))
const [first, ...others] = many as [DeskId, ...DeskId[]]

describe('the mark of a reach', () => {
  it('[VRM1] fits into a cursor also of a thousand desks', () => {
    const epoch = '0b0e5a3c-0000-4000-8000-000000000000'
    const cursor = { epoch, after: 7, reach: markOf(at(many)) }
    expect(cursorSchema.parse(cursor)).toEqual(cursor)
    expect(markOf(at(many))).toBe(markOf(at([...many].reverse())))
  })

  it('[VRM1] tells more desks from the same ones', () => {
    const some = markOf(at(others))
    expect(hasGrownSince(at(others), some)).toBe(false)
    expect(hasGrownSince(at(many), some)).toBe(true)
    expect(hasGrownSince(at(many, true), some)).toBe(true)
    // From few to many and back.
    expect(hasGrownSince(at(many), markOf(at([first])))).toBe(true)
    expect(hasGrownSince(at(many), markOf(at(many, true)))).toBe(false)
    expect(hasGrownSince(at([first]), markOf(at([first])))).toBe(false)
    expect(hasGrownSince(at([]), markOf(at([first])))).toBe(false)
  })

  it('[VRM1] leaves nothing out after desks were lost on the device and given back', () => {
    const narrowed = reachOfBoth(markOf(at(many)), at(others))
    expect(hasGrownSince(at(many), narrowed)).toBe(true)
  })
})
