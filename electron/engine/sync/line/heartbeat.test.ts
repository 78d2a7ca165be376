import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Heartbeat, look, newHeartbeat, wakeUp } from './heartbeat.ts'

const still = { received: 100, unsent: 0 }

/** Lets a line be silent, looking whenever it asks to; says when it was asked and given up. */
function silence(from: Heartbeat): { asked: number[]; lost: number } {
  let beat = from
  const asked: number[] = []
  for (;;) {
    const now = beat.lookAt
    const { next, say } = look(beat, still, now)
    if (say === 'lost') return { asked, lost: now }
    if (say === 'ask') asked.push(now)
    beat = next
  }
}

describe('the heartbeat of a line', () => {
  it('[DLN5] asks a silent line after ten seconds and gives it up five later', () => {
    expect(silence(newHeartbeat(0, still))).toEqual({ asked: [10_000], lost: 15_000 })
  })

  it('[DLN5] finds a half-open line within three seconds of waking up', () => {
    const { next, say } = wakeUp(newHeartbeat(0, still), still, 4000)
    expect(say).toBe('ask')
    expect(silence(next).lost).toBeLessThanOrEqual(7000)
  })

  it('[DLN6] asks again when its timer fired hours late', () => {
    const asked = look(newHeartbeat(0, still), still, 10_000).next
    const late = look(asked, still, 5 * 3_600_000)
    expect(late.say).toBe('ask')
    expect(silence(late.next).lost).toBe(late.next.lookAt)
  })

  it('[DLN7] holds while anything moves, and goes on holding only then', () => {
    const asked = look(newHeartbeat(0, still), still, 10_000).next
    const heard = look(asked, { received: 101, unsent: 0 }, 14_000)
    expect(heard).toMatchObject({ say: 'nothing', next: { askedAt: null, lookAt: 24_000 } })
    const draining = look(
      { ...asked, traffic: { received: 100, unsent: 900 } },
      { received: 100, unsent: 800 },
      15_000,
    )
    expect(draining.say).toBe('nothing')
    const filling = look(asked, { received: 100, unsent: 900 }, 15_000)
    expect(filling.say).toBe('lost')
  })

  it('[DLN5] gives up every line that stays silent, whatever happened before', () => {
    const step = fc.record({ pause: fc.nat(40_000), bytes: fc.nat(3), wake: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = 0
        let traffic = still
        let beat = newHeartbeat(0, traffic)
        for (const { pause, bytes, wake } of steps) {
          now += pause
          traffic = { ...traffic, received: traffic.received + bytes }
          beat = (wake ? wakeUp : look)(beat, traffic, now).next
        }
        let last = beat
        for (let i = 0; i < 4; i += 1) {
          now = Math.max(now, last.lookAt)
          const { next, say } = look(last, traffic, now)
          if (say === 'lost') return
          last = next
        }
        throw new Error('a dead line was kept')
      }),
    )
  })
})
