import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { newDeviceId } from '../../../shared/model/ids.ts'
import { protocolVersion } from '../../../shared/protocol/version.ts'
import type { Actor } from '../../db/people-rows.ts'
import { pack } from '../packed-body.ts'
import { type LiveServices, serveSocket } from './live-socket.ts'

/** A socket without a network: what it was told, and what we make it say. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  closedWith: number | undefined
  terminated = false
  pings = 0
  readonly sent: Uint8Array[] = []
  close(code: number) {
    this.closedWith ??= code
  }
  terminate() {
    this.terminated = true
    this.readyState = 3
    this.emit('close')
  }
  isPaused = false
  pause() {
    this.isPaused = true
  }
  resume() {
    this.isPaused = false
  }
  ping() {
    this.pings += 1
  }
  write(bytes: Uint8Array) {
    this.sent.push(bytes)
  }
  says(frame: object) {
    this.emit('message', pack(frame), true)
  }
}

const hello = { t: 'hello', protocol: protocolVersion, token: 'x', device: newDeviceId() }

function served(over: Partial<LiveServices> = {}) {
  const socket = new FakeSocket()
  const left: unknown[] = []
  const services: LiveServices = {
    welcome: async () => ({
      kind: 'welcome',
      actor: {} as Actor,
      name: 'N',
      frame: { t: 'head', position: 1 },
    }),
    join: () => {},
    append: async (_member, { story, ref }) => ({ t: 'ack', story, ref, seq: 1 }),
    open: async () => {},
    close: () => {},
    present: () => {},
    leave: (member) => left.push(member),
    onError: () => {},
    onTooSlow: () => {},
    ...over,
  }
  const { leave } = serveSocket(socket as unknown as WebSocket, services, socket)
  return { socket, left, leave }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a live socket', () => {
  it('[VLS1] is closed when no hello comes in time', () => {
    const { socket } = served()
    vi.advanceTimersByTime(9_999)
    expect(socket.closedWith).toBeUndefined()
    vi.advanceTimersByTime(1)
    expect(socket.closedWith).toBe(4408)
  })

  it('[VLS3] is cut when the desk silently went away, and stays while it answers', async () => {
    const { socket, left } = served()
    socket.says(hello)
    await vi.advanceTimersByTimeAsync(15_000)
    socket.emit('pong')
    await vi.advanceTimersByTimeAsync(15_000)
    expect([socket.pings, socket.terminated]).toEqual([2, false])
    await vi.advanceTimersByTimeAsync(15_000)
    expect(socket.terminated).toBe(true)
    expect(left).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(socket.pings).toBe(2)
  })

  it('[VLS1] takes no frame before the welcome', async () => {
    const appended: unknown[] = []
    const { socket } = served({
      append: async (_member, { story, ref }) => {
        appended.push(ref)
        return { t: 'ack', story, ref, seq: 1 }
      },
    })
    socket.says(hello)
    socket.says({ t: 'close', story: newDeviceId() })
    await vi.advanceTimersByTimeAsync(0)
    expect(socket.closedWith).toBe(4400)
    expect(appended).toEqual([])
  })

  it('[VLM2] [VLS4] is read on after a flood, but not by a server that leaves', async () => {
    const commits: (() => void)[] = []
    const appended: number[] = []
    const { socket, leave } = served({
      append: async (_member, { story, ref }) => {
        appended.push(ref)
        await new Promise<void>((resolve) => void commits.push(resolve))
        return { t: 'ack', story, ref, seq: 1 }
      },
    })
    const update = (ref: number) =>
      socket.says({ t: 'update', story: newDeviceId(), ref, update: new Uint8Array([2]) })
    const flood = async () => {
      for (let ref = 1; ref <= 1001; ref += 1) update(ref)
      expect(socket.isPaused).toBe(true)
      socket.emit('pong')
      await vi.advanceTimersByTimeAsync(20_000)
      socket.emit('pong')
      return socket.isPaused
    }
    socket.says(hello)
    await vi.advanceTimersByTimeAsync(0)
    expect(await flood()).toBe(false)
    const left = leave()
    expect(socket.isPaused).toBe(true)
    await vi.advanceTimersByTimeAsync(1000)
    // Not while something that was read has no answer; and what was in the air is left to the desk.
    expect([socket.isPaused, socket.closedWith]).toEqual([true, undefined])
    update(2000)
    const sentBefore = socket.sent.length
    for (const commit of commits) commit()
    await left
    expect(socket.closedWith).toBe(1012)
    expect(socket.isPaused).toBe(false)
    expect(socket.sent.length - sentBefore).toBe(1001)
    expect(appended).not.toContain(2000)
  })

  it('[VLS4] is sent away at once when nothing waits for an answer', async () => {
    const { socket, leave } = served()
    socket.says(hello)
    await vi.advanceTimersByTimeAsync(0)
    socket.says({ t: 'update', story: newDeviceId(), ref: 1, update: new Uint8Array([2]) })
    await vi.advanceTimersByTimeAsync(0)
    await leave()
    expect(socket.closedWith).toBe(1012)
  })

  it('asks to try again when the log cannot be written, without an acknowledgement', async () => {
    const errors: unknown[] = []
    const { socket } = served({
      append: async () => {
        throw new Error('disk')
      },
      onError: (error) => errors.push(error),
    })
    socket.says(hello)
    await vi.advanceTimersByTimeAsync(0)
    const sentBefore = socket.sent.length
    socket.says({ t: 'update', story: newDeviceId(), ref: 1, update: new Uint8Array([2]) })
    await vi.advanceTimersByTimeAsync(0)
    expect(socket.closedWith).toBe(1013)
    expect(socket.sent).toHaveLength(sentBefore)
    expect(errors).toHaveLength(1)
  })
})
