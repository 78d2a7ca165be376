/**
 * How much one device may hand in by bulk requests: what gathered in weeks passes at once, a desk
 * that goes on and on is told when to come again. Each server process counts for itself.
 *
 * VBL1  A device beyond its pace is refused before its request is read, and told when to come again;
 *       other devices are not.
 * VBL2  Nothing is half taken for that: what was let in is answered whole.
 */
import { NewsroomError } from '../../shared/model/errors.ts'
import type { DeviceId } from '../../shared/model/ids.ts'

/**
 * So much at once after a rest, and a second for as long as it lasts. A thousand stories with fifty
 * updates each must pass in one go, several times over: the server writes them in half a second.
 */
const items = { burst: 200_000, perSecond: 2000 }
const bytes = { burst: 512 * 1024 * 1024, perSecond: 8 * 1024 * 1024 }
/** No longer is anybody sent away, in milliseconds: a desk that rested looks again. */
const longest = 30_000
/** Devices remembered before those that have rested are forgotten. */
const mostDevices = 10_000

/** This device has handed in too much lately. */
export class TooMuchAtOnce extends NewsroomError {
  readonly code = 'too-much-at-once'
  readonly retry = 'later'
  override readonly remedy = 'Nothing is lost: the rest leaves by itself, bit by bit.'
  override readonly retryAfter: number
  constructor(retryAfter: number) {
    super(`Much came from this device lately; go on in ${Math.ceil(retryAfter / 1000)} seconds`)
    this.retryAfter = retryAfter
  }
}

export interface BulkLimit {
  /** Throws `TooMuchAtOnce` while the device has to rest. */
  check(device: DeviceId): void
  /** It handed in so much: counted afterwards, so that no request is too large to begin with. */
  took(device: DeviceId, items: number, bytes: number): void
}

interface Counted {
  items: number
  bytes: number
  at: number
}

/** The limit of one process. */
export function bulkLimit(now: () => number = () => performance.now()): BulkLimit {
  const devices = new Map<DeviceId, Counted>()

  function look(device: DeviceId): Counted {
    const known = devices.get(device)
    const fresh = refilled(known ?? { items: items.burst, bytes: bytes.burst, at: now() }, now())
    devices.set(device, fresh)
    if (devices.size > mostDevices) forgetRested()
    return fresh
  }

  function forgetRested(): void {
    for (const [device, counted] of devices) {
      const { items: left, bytes: free } = refilled(counted, now())
      if (left >= items.burst && free >= bytes.burst) devices.delete(device)
    }
  }

  return {
    check(device) {
      const left = look(device)
      const wait = Math.max(-left.items / items.perSecond, -left.bytes / bytes.perSecond) * 1000
      if (wait > 0) throw new TooMuchAtOnce(Math.min(longest, Math.ceil(wait)))
    },
    took(device, itemsTaken, bytesTaken) {
      const left = look(device)
      left.items -= itemsTaken
      left.bytes -= bytesTaken
    },
  }
}

function refilled(before: Counted, now: number): Counted {
  const seconds = (now - before.at) / 1000
  return {
    items: Math.min(items.burst, before.items + seconds * items.perSecond),
    bytes: Math.min(bytes.burst, before.bytes + seconds * bytes.perSecond),
    at: now,
  }
}
