import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterGoodbye, backoff, moveOn } from './backoff.ts'
import { follow, type Line, type LineEvent, newLine } from './line-state.ts'

const event = fc.oneof<fc.Arbitrary<LineEvent>[]>(
  fc.constantFrom<LineEvent[]>(
    { is: 'signed-in' },
    { is: 'signed-out' },
    { is: 'welcomed' },
    { is: 'lost' },
    { is: 'wake' },
    { is: 'tick' },
  ),
  fc.boolean().map((offline): LineEvent => ({ is: 'offline-by-choice', offline })),
)
const steps = fc.array(fc.tuple(event, fc.nat(40_000)), { maxLength: 40 })

function walk(events: readonly (readonly [LineEvent, number])[]): { line: Line; now: number } {
  let now = 0
  let line = newLine
  for (const [next, pause] of events) {
    now += pause
    line = follow(line, next, now, 0.5)
  }
  return { line, now }
}

describe('the line to the server', () => {
  it('[DLN1] rests whenever the person is signed out or works offline by choice', () => {
    fc.assert(
      fc.property(steps, (events) => {
        const { line } = walk(events)
        const may = line.signedIn && !line.offlineByChoice
        expect(line.at.is === 'resting').toBe(!may)
      }),
    )
  })

  it('[DLN2] is tried again after every loss, at a time that has an end', () => {
    fc.assert(
      fc.property(steps, (events) => {
        const { line, now } = walk([...events, [{ is: 'signed-in' }, 0]])
        if (line.offlineByChoice) return
        const lost = follow(line, { is: 'lost' }, now, 0.99)
        const later = follow(lost, { is: 'tick' }, now + 60_000, 0)
        expect(['connecting', 'online']).toContain(later.at.is)
        expect(follow(lost, { is: 'wake' }, now, 0).at.is).not.toBe('waiting')
      }),
    )
  })

  it('[DLN2] begins again when the machine wakes up in the middle of a try', () => {
    const trying = follow(newLine, { is: 'signed-in' }, 0, 0)
    const woken = follow(trying, { is: 'wake' }, 9000, 0)
    expect(woken.at.is).toBe('connecting')
    expect(woken.attempt).toBe(trying.attempt + 1)
  })

  it('[DLN10] goes to another server at once when this one says it leaves', () => {
    const online = follow(follow(newLine, { is: 'signed-in' }, 0, 0), { is: 'welcomed' }, 0, 0)
    for (const random of [0, 0.5, 0.999]) {
      const moving = follow(online, { is: 'sent-away' }, 60_000, random)
      expect(moving.tries).toBe(0)
      expect(follow(moving, { is: 'tick' }, 60_150, random).at.is).toBe('connecting')
    }
    // Sent away again at once: then the waits grow, as after any failure.
    let line = online
    for (let i = 0; i < 6; i += 1) {
      line = follow(line, { is: 'sent-away' }, i, 0.999)
      line = follow(follow(line, { is: 'tick' }, 1e9, 0), { is: 'welcomed' }, i, 0)
    }
    const last = follow(line, { is: 'sent-away' }, 6, 0.999)
    expect(last.at.is === 'waiting' && last.at.until).toBeGreaterThan(20_000)
  })

  it('[DLN10] goes on at once, too, from a server that leaves as it comes, and counts no failure', () => {
    const trying = follow(newLine, { is: 'signed-in' }, 0, 0)
    const online = follow(trying, { is: 'welcomed' }, 0, 0)
    for (const line of [trying, online]) {
      const moving = follow(line, { is: 'sent-away' }, 1000, 0.999)
      expect(moving.at).toEqual({ is: 'waiting', until: 1000 + afterGoodbye(0.999) })
      const next = follow(follow(moving, { is: 'tick' }, 1150, 0), { is: 'lost' }, 1150, 0.999)
      expect(next.at).toEqual({ is: 'waiting', until: 1150 + backoff(0, 0.999) })
    }
    // Nobody is sent away who is not there.
    const waiting = follow(online, { is: 'lost' }, 1000, 0.5)
    expect(follow(waiting, { is: 'sent-away' }, 1001, 0.5)).toBe(waiting)
  })

  it('[DLN21] waits longer with every failure, and less than a second after a line that held', () => {
    const tries = (n: number) => {
      let line = follow(newLine, { is: 'signed-in' }, 0, 0)
      for (let i = 0; i < n; i += 1) {
        line = follow(line, { is: 'lost' }, 0, 0.5)
        line = i === n - 1 ? line : follow(line, { is: 'tick' }, 1e9, 0)
      }
      return line.at.is === 'waiting' ? line.at.until : -1
    }
    expect(tries(2)).toBeGreaterThan(tries(1))
    expect(tries(5)).toBeGreaterThan(tries(4))
    let held = follow(newLine, { is: 'signed-in' }, 0, 0)
    for (let i = 0; i < 6; i += 1) {
      held = follow(follow(held, { is: 'lost' }, 0, 0.5), { is: 'tick' }, 1e9, 0)
    }
    held = follow(held, { is: 'welcomed' }, 0, 0)
    held = follow(held, { is: 'lost' }, 60_000, 0.5)
    expect(held.at).toEqual({ is: 'waiting', until: 60_000 + moveOn(0.5) })
    expect(moveOn(0.9999)).toBeLessThan(1000)
    // The next failure waits as any first one.
    const again = follow(follow(held, { is: 'tick' }, 61_000, 0), { is: 'lost' }, 61_000, 0.5)
    expect(again.at).toEqual({ is: 'waiting', until: 61_000 + backoff(1, 0.5) })
  })

  it('never waits more than half a minute and never less than a quarter second', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999999, noNaN: true }), (n, random) => {
        const wait = backoff(n, random)
        expect(wait).toBeGreaterThanOrEqual(250)
        expect(wait).toBeLessThanOrEqual(30_000)
      }),
    )
  })

  it('[DLN21] waits no longer for a server that is away for a moment because others did not hold', () => {
    let now = 0
    let line = follow(newLine, { is: 'signed-in' }, now, 0.5)
    for (let n = 0; n < 4; n++) {
      line = follow(line, { is: 'welcomed' }, now, 0.5)
      now += 1500
      line = follow(line, { is: 'lost' }, now, 0.5)
      now += 1000
      line = follow(line, { is: 'tick' }, now, 0.5)
    }
    line = follow(line, { is: 'lost' }, now, 0.5)
    expect(line.at).toEqual({ is: 'waiting', until: now + backoff(1, 0.5) })
  })

  it('[DLN10] [DLN21] follows servers that are restarted in turn, but not one that never stays up', () => {
    let now = 0
    let line = follow(newLine, { is: 'signed-in' }, now, 0.99)
    const waits: number[] = []
    for (let n = 0; n < 8; n++) {
      line = follow(line, { is: 'welcomed' }, now, 0.99)
      now += 1000
      line = follow(line, { is: n % 2 === 0 ? 'sent-away' : 'lost' }, now, 0.99)
      if (line.at.is !== 'waiting') throw new Error(line.at.is)
      waits.push(line.at.until - now)
      now = line.at.until
      line = follow(line, { is: 'tick' }, now, 0.99)
    }
    expect(waits.slice(0, 5).every((wait) => wait <= 900)).toBe(true)
    expect(waits.at(-1)).toBeGreaterThan(10_000)
  })
})
