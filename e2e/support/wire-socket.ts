/** The live socket of a wire desk: hello, then updates, each waited for until it is acknowledged. */
import { Packr } from 'msgpackr'
import WebSocket from 'ws'
import type { StoryId } from '../../shared/model/ids.ts'
import { type DeskFrame, type ServerFrame, serverFrameSchema } from '../../shared/protocol/live.ts'
import { protocolVersion } from '../../shared/protocol/version.ts'
import type { OnEnd } from './on-end.ts'
import { aWireDesk, aWireStory, type WireDesk, type WireStory, write } from './wire-desk.ts'

const packr = new Packr({ useRecords: false })

export interface WireSocket {
  /** Resolves when the server has acknowledged exactly this update. */
  push(story: StoryId, ref: number, update: Uint8Array): Promise<void>
  follow(story: StoryId): void
  send(frame: DeskFrame): void
  close(): void
}

export class SocketEnded extends Error {
  readonly code = 'socket-ended'
  readonly retry = 'later'
}

/** A desk that has begun a story over its live socket and goes on in it. */
export interface SocketWriter {
  readonly desk: WireDesk
  readonly story: WireStory
  readonly socket: WireSocket
  /** Appends words as the next update; resolves when they are acknowledged. Gives its number. */
  write(words: string): Promise<number>
}

export async function aSocketWriter(onEnd: OnEnd, server: string): Promise<SocketWriter> {
  const desk = await aWireDesk(server, 'nadia')
  const story = await aWireStory(desk)
  const socket = await aWireSocket(server, desk)
  onEnd(() => socket.close())
  let ref = 1
  await socket.push(story.id, ref, story.updates[0] ?? new Uint8Array())
  return {
    desk,
    story,
    socket,
    async write(words) {
      ref += 1
      await socket.push(story.id, ref, write(story, words))
      return ref
    },
  }
}

/** Opens the socket and says hello; rejects when the server does not welcome the desk. */
export function aWireSocket(
  server: string,
  desk: WireDesk,
  hear: (frame: ServerFrame) => void = () => {},
): Promise<WireSocket> {
  const address = new URL('/v1/live', server)
  address.protocol = 'ws:'
  const socket = new WebSocket(address)
  const waiting = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
  const send = (frame: DeskFrame) => socket.send(packr.pack(frame))
  const live: WireSocket = {
    push: (story, ref, update) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new SocketEnded('not open'))
        waiting.set(`${story}/${ref}`, { resolve, reject })
        send({ t: 'update', story, ref, update: new Uint8Array(update) })
      }),
    follow: (story) => send({ t: 'open', story, have: 0 }),
    send,
    close: () => socket.terminate(),
  }
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      send({
        t: 'hello',
        protocol: protocolVersion,
        token: desk.session.token,
        device: desk.device,
      }),
    )
    socket.on('message', (data: Buffer) => {
      const frame = serverFrameSchema.parse(packr.unpack(data))
      if (frame.t === 'welcome') resolve(live)
      if (frame.t === 'ack') {
        const key = `${frame.story}/${frame.ref}`
        waiting.get(key)?.resolve()
        waiting.delete(key)
      }
      if (frame.t === 'refused') {
        waiting.get(`${frame.story}/${frame.ref}`)?.reject(new Error(frame.message))
      }
      hear(frame)
    })
    const ended = (why: string) => {
      const error = new SocketEnded(why)
      reject(error)
      for (const { reject: fail } of waiting.values()) fail(error)
      waiting.clear()
    }
    socket.on('error', (error) => ended(error.message))
    socket.on('close', (code, reason) => ended(`${code} ${reason.toString()}`))
  })
}
