import { describe, expect, it } from 'vitest'
import { newDeviceId } from '../../shared/model/ids.ts'
import { bulkLimit, TooMuchAtOnce } from './bulk-limit.ts'

function refusal(check: () => void): TooMuchAtOnce | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof TooMuchAtOnce) return error
    throw error
  }
}

describe('handing in much at once', () => {
  it('[VBL1] passes after weeks offline; who goes on is told how long to rest, nobody else', () => {
    let now = 0
    const limit = bulkLimit(() => now)
    const [eager, other] = [newDeviceId(), newDeviceId()]
    for (let n = 0; n < 20; n++) {
      limit.check(eager)
      limit.took(eager, 10_000, 1_000_000)
    }
    limit.check(eager)
    limit.took(eager, 20_000, 1_000_000)
    expect(refusal(() => limit.check(eager))).toMatchObject({ retry: 'later', retryAfter: 10_000 })
    limit.check(other)
    now += 9_000
    expect(refusal(() => limit.check(eager))?.retryAfter).toBe(1000)
    now += 1_000
    expect(refusal(() => limit.check(eager))).toBeNull()
  })

  it('[VBL1] counts bytes, too, and sends nobody away for more than half a minute', () => {
    let now = 0
    const limit = bulkLimit(() => now)
    const device = newDeviceId()
    limit.check(device)
    limit.took(device, 1, 1024 ** 3)
    expect(refusal(() => limit.check(device))?.retryAfter).toBe(30_000)
    now += 300_000
    expect(refusal(() => limit.check(device))).toBeNull()
  })
})
