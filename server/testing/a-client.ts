/** A desk reduced to the wire, for tests: HTTP and live socket, nothing else. */
import { Packr, Unpackr } from 'msgpackr'
import { WebSocket } from 'ws'
import type { Command, SentCommand } from '../../shared/model/commands.ts'
import {
  type DeviceId,
  newCommandId,
  newDeviceId,
  newStoryId,
  newTranslationGroupId,
  type StoryId,
} from '../../shared/model/ids.ts'
import type { ChangesPage } from '../../shared/protocol/changes.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import {
  type PullItem,
  type PushAnswer,
  type PushItem,
  packedType,
} from '../../shared/protocol/documents.ts'
import type { DeskFrame, ServerFrame } from '../../shared/protocol/live.ts'
import type { Session } from '../../shared/protocol/session.ts'
import { protocolVersion } from '../../shared/protocol/version.ts'
import { city, password } from './a-newsroom.ts'

const packr = new Packr({ useRecords: false })
const unpackr = new Unpackr({ useRecords: false })

export interface TestClient {
  readonly device: DeviceId
  readonly session: Session
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Wraps a command with the next counter. */
  wrap(command: Command): SentCommand
  post(sent: SentCommand): Promise<Response>
  send(command: Command): Promise<Verdict>
  createStory(): Promise<StoryId>
  push(items: readonly (Omit<PushItem, 'update'> & { update: Uint8Array })[]): Promise<PushAnswer[]>
  pull(stories: readonly { story: StoryId; have: number }[]): Promise<PullItem[]>
  changes(after?: number, limit?: number): Promise<ChangesPage>
  live(): Promise<LiveClient>
}

export interface LiveClient {
  readonly socket: WebSocket
  readonly frames: ServerFrame[]
  readonly closed: Promise<number>
  send(frame: DeskFrame): void
  /** The first frame, past or future, that passes. */
  hears<T extends ServerFrame['t']>(
    t: T,
    passes?: (frame: Extract<ServerFrame, { t: T }>) => boolean,
  ): Promise<Extract<ServerFrame, { t: T }>>
}

/** Signs in over HTTP. */
export async function aClient(url: string, email: string): Promise<TestClient> {
  const device = newDeviceId()
  const answer = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, device }),
  })
  if (answer.status !== 201) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  const session = (await answer.json()) as Session
  let counter = 0

  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${session.token}`, ...init.headers },
    })
  const sequence = async <T>(path: string, values: readonly unknown[]): Promise<T[]> => {
    const body = new Uint8Array(Buffer.concat(values.map((value) => packr.pack(value))))
    const got = await ask(path, { method: 'POST', headers: { 'content-type': packedType }, body })
    const bytes = Buffer.from(await got.arrayBuffer())
    if (!got.ok) throw new Error(`${path}: ${got.status} ${bytes.toString()}`)
    return bytes.length === 0 ? [] : (unpackr.unpackMultiple(bytes) as T[])
  }
  const post = (sent: SentCommand): Promise<Response> =>
    ask('/v1/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    })
  const wrap = (command: Command): SentCommand => {
    counter += 1
    return { id: newCommandId(), device, counter, issuedAt: Date.now(), command }
  }
  const send = async (command: Command): Promise<Verdict> => {
    const got = await post(wrap(command))
    if (!got.ok) throw new Error(`command: ${got.status} ${await got.text()}`)
    return (await got.json()) as Verdict
  }

  return {
    device,
    session,
    fetch: ask,
    wrap,
    post,
    send,
    async createStory() {
      const story = newStoryId()
      const translationGroup = newTranslationGroupId()
      await send({ do: 'create-story', story, desk: city, language: 'en', translationGroup })
      return story
    },
    push: (items) => sequence('/v1/documents/push', items),
    pull: (stories) => sequence('/v1/documents/pull', [{ stories }]),
    async changes(after = 0, limit = 1000) {
      const epoch = ((await (await ask('/v1/changes?limit=1')).json()) as ChangesPage).epoch
      const got = await ask(`/v1/changes?epoch=${epoch}&after=${after}&limit=${limit}`)
      return (await got.json()) as ChangesPage
    },
    async live() {
      const live = await aSocket(url)
      live.send({ t: 'hello', protocol: protocolVersion, token: session.token, device })
      await live.hears('welcome')
      return live
    },
  }
}

/** A live socket that has said nothing yet. */
export async function aSocket(url: string): Promise<LiveClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/live`)
  const frames: ServerFrame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    frames.push(unpackr.unpack(data) as ServerFrame)
    for (const look of [...waiting]) look()
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  return {
    socket,
    frames,
    closed,
    send: (frame) => socket.send(packr.pack(frame)),
    hears: (t, passes = () => true) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = frames.find(
            (frame): frame is Extract<ServerFrame, { t: typeof t }> =>
              frame.t === t && passes(frame as Extract<ServerFrame, { t: typeof t }>),
          )
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        closed.then((code) => reject(new Error(`closed with ${code} while waiting for ${t}`)))
        look()
      }),
  }
}
