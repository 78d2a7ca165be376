import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newNewsroomId, newStoryId } from '../../../shared/model/ids.ts'
import type { NewsroomChange } from '../../changes/feed-watcher.ts'
import { headCalls } from './head-calls.ts'

const newsroom = newNewsroomId()
const grown = (position: number): NewsroomChange => ({
  newsroom,
  position,
  at: 0,
  fact: { type: 'document-head', story: newStoryId(), seq: position, edited: 0 },
})
const desk = (id: string): NewsroomChange['fact'] =>
  ({ type: 'desk', desk: { id, labels: { en: id, ar: id, es: id } } }) as NewsroomChange['fact']
const decided = (position: number, of = newsroom): NewsroomChange => ({
  newsroom: of,
  position,
  at: 0,
  fact: desk(`desk-${position}`),
})

interface Told {
  readonly actor: { readonly newsroom: typeof newsroom }
  readonly heard: number[]
}
const aDesk = (of = newsroom): Told => ({ actor: { newsroom: of }, heard: [] })

describe('calling desks to the feed', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const begin = (count: number) => {
    const calls = headCalls<Told>((one, position) => one.heard.push(position))
    const desks = Array.from({ length: count }, () => aDesk())
    for (const one of desks) calls.join(one)
    return { calls, desks }
  }

  it('[VHC1] tells everybody at once of what somebody waits for', () => {
    const { calls, desks } = begin(200)
    const elsewhere = aDesk(newNewsroomId())
    calls.join(elsewhere)
    calls.heard([decided(7)])
    vi.advanceTimersByTime(50)
    expect(desks.every(({ heard }) => heard.length === 1 && heard[0] === 7)).toBe(true)
    expect(elsewhere.heard).toEqual([])
    calls.close()
  })

  it('[VHC1] tells everybody soon that logs have grown, once however often they grew', () => {
    const { calls, desks } = begin(200)
    for (let position = 1; position <= 30; position++) {
      calls.heard([grown(position)])
      vi.advanceTimersByTime(100)
    }
    vi.advanceTimersByTime(3000)
    for (const { heard } of desks) {
      expect(heard.at(-1)).toBe(30)
      expect(heard.length).toBeLessThanOrEqual(3)
    }
    calls.close()
  })

  it('[VHC2] calls a few at a time', () => {
    const { calls, desks } = begin(200)
    const called = () => desks.filter(({ heard }) => heard.length > 0).length
    calls.heard([grown(1)])
    vi.advanceTimersByTime(100)
    expect(called()).toBe(7)
    calls.heard([decided(2)])
    vi.advanceTimersToNextTimer()
    expect(called()).toBeLessThanOrEqual(7 + 32)
    vi.advanceTimersByTime(50)
    expect(desks.every(({ heard }) => heard.at(-1) === 2)).toBe(true)
    calls.close()
  })

  it('[VHC1] who comes while others are called is called, and who has left is not', () => {
    const { calls, desks } = begin(100)
    calls.heard([decided(3)])
    vi.advanceTimersToNextTimer()
    const late = aDesk()
    calls.join(late)
    const last = desks.at(-1) as Told
    calls.leave(last)
    calls.heard([decided(4)])
    vi.advanceTimersByTime(50)
    expect(late.heard).toEqual([4])
    expect(last.heard).toEqual([])
    expect(desks.slice(0, -1).every(({ heard }) => heard.at(-1) === 4)).toBe(true)
    calls.close()
  })
})
