/** A whole engine in this process, spoken to like a window would. */

import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { applyPacked, packUpdate } from '../../../shared/document/encoding.ts'
import { headlineOf, standfirstOf } from '../../../shared/document/story-doc.ts'
import type { Gives, Takes } from '../../../shared/ipc/channel.ts'
import { type EngineCalls, engineCalls, engineEvents } from '../../../shared/ipc/engine-contract.ts'
import { RemoteError } from '../../../shared/model/errors.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { createEngine, type Engine } from '../engine.ts'
import { aFolder } from './a-store.ts'
import { city } from './a-story.ts'
import { password } from './newsroom-http.ts'

type Name = keyof EngineCalls

interface Waiting {
  readonly name: Name
  readonly resolve: (output: never) => void
  readonly reject: (error: Error) => void
}

/** A window of a desk. Every answer and event is checked against the contract. */
export class TestWindow {
  readonly events: { event: string; payload: unknown }[] = []
  readonly docs = new Map<StoryId, Y.Doc>()
  #ask: (message: unknown) => void = () => {}
  #hangUp: () => void = () => {}
  readonly #waiting = new Map<number, Waiting>()
  #next = 1

  constructor(engine: Pick<Engine, 'connect'>) {
    engine.connect({
      post: (message) => this.#hear(structuredClone(message) as Record<string, unknown>),
      onMessage: (listener) => {
        this.#ask = listener
      },
      onClose: (listener) => {
        this.#hangUp = listener
      },
    })
  }

  call<K extends Name>(name: K, input: Takes<EngineCalls, K>): Promise<Gives<EngineCalls, K>> {
    return this.raw(name, input) as Promise<Gives<EngineCalls, K>>
  }

  /** Asks anything, fitting or not. */
  raw(name: string, input: unknown): Promise<unknown> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name: name as Name, resolve: resolve as never, reject })
      this.#ask(structuredClone({ id, call: name, input }))
    })
  }

  /** A message that is no request at all. */
  mumble(message: unknown): void {
    this.#ask(message)
  }

  close(): void {
    this.#hangUp()
  }

  async open(story: StoryId): Promise<Y.Doc> {
    const { state, tail } = await this.call('story:open', { story })
    const doc = new Y.Doc()
    for (const part of [state, ...tail]) applyPacked(doc, part, 'engine')
    this.docs.set(story, doc)
    return doc
  }

  /** Makes a story of the city desk and opens it. */
  async create(): Promise<StoryId> {
    const wanted = { desk: city, language: 'en', kind: 'news', translationOf: null } as const
    const { story } = await this.call('story:create', wanted)
    await this.open(story)
    return story
  }

  /** Types at the end of the headline; resolves when it is safe on the device. */
  async type(story: StoryId, text: string): Promise<void> {
    await this.edit(story, (doc) => headlineOf(doc).insert(headlineOf(doc).length, text))
  }

  async typeStandfirst(story: StoryId, text: string): Promise<void> {
    await this.edit(story, (doc) => standfirstOf(doc).insert(standfirstOf(doc).length, text))
  }

  /** Hands over what an earlier window still held when its engine stopped, as the real one does. */
  async takeOver(before: TestWindow, story: StoryId): Promise<void> {
    const held = before.docs.get(story)
    if (!held) return
    const state = packUpdate(Y.encodeStateAsUpdateV2(held))
    await this.call('story:append', { story, update: new Uint8Array(state) })
  }

  headline(story: StoryId): string {
    const doc = this.docs.get(story)
    return doc ? headlineOf(doc).toString() : ''
  }

  standfirst(story: StoryId): string {
    const doc = this.docs.get(story)
    return doc ? standfirstOf(doc).toString() : ''
  }

  heard(event: string): unknown[] {
    return this.events.filter((one) => one.event === event).map(({ payload }) => payload)
  }

  /** Changes the open story in any way; resolves when it is safe on the device. */
  async edit(story: StoryId, edit: (doc: Y.Doc) => void): Promise<void> {
    const doc = this.docs.get(story)
    if (!doc) throw new Error('the story is not open')
    const made: Uint8Array[] = []
    const keep = (update: Uint8Array, origin: unknown) => {
      if (origin !== 'engine') made.push(packUpdate(update))
    }
    doc.on('updateV2', keep)
    edit(doc)
    doc.off('updateV2', keep)
    for (const update of made) {
      await this.call('story:append', { story, update: new Uint8Array(update) })
    }
  }

  #hear(message: Record<string, unknown>): void {
    if ('event' in message) {
      const event = String(message['event'])
      const payload = engineEvents[event as keyof typeof engineEvents].parse(message['payload'])
      this.events.push({ event, payload })
      if (event !== 'story:update') return
      const { story, update } = engineEvents['story:update'].parse(payload)
      const doc = this.docs.get(story)
      if (doc) applyPacked(doc, update, 'engine')
      return
    }
    const waiting = this.#waiting.get(Number(message['id']))
    if (!waiting) return
    this.#waiting.delete(Number(message['id']))
    if (message['ok']) {
      waiting.resolve(engineCalls[waiting.name].gives.parse(message['output']) as never)
    } else waiting.reject(new RemoteError(message['error'] as never))
  }
}

/** Clocks that a test sets. */
export interface TestClocks {
  readonly clock?: () => number
  readonly steady?: () => number
}

export class TestDesk {
  readonly folder: string
  readonly window: TestWindow
  readonly engine: Engine
  secret: string | null
  /** The engine has found its store damaged and wants to be started anew. */
  damaged = false
  #closed = false

  constructor(folder: string, secret: string | null = null, clocks: TestClocks = {}) {
    this.folder = folder
    this.secret = secret
    this.engine = createEngine({
      folder,
      suggestedServer: null,
      signIn: null,
      secret,
      keepsSecrets: true,
      language: 'en',
      clock: Date.now,
      ...clocks,
      onSecret: (next) => {
        this.secret = next
      },
      onShelf: () => {},
      onDamaged: () => {
        this.damaged = true
      },
    })
    this.window = this.anotherWindow()
  }

  anotherWindow(): TestWindow {
    return new TestWindow(this.engine)
  }

  async signIn(server: string, name: string): Promise<void> {
    const email = `${name}@testpost.example`
    await this.window.call('session:sign-in', { server, email, password })
    await this.becomes('online')
  }

  async offline(offline = true): Promise<void> {
    await this.window.call('network:work-offline', { offline })
  }

  becomes(state: string): Promise<unknown> {
    return until(async () => (await this.window.call('network:state', {})).state === state, state)
  }

  create(): Promise<StoryId> {
    return this.window.create()
  }

  row(story: StoryId) {
    return this.window.call('stories:row', { story })
  }

  /** Waits until nothing of this desk waits for the server. */
  level(): Promise<unknown> {
    return until(async () => {
      const { waitingUpdates, waitingCommands } = await this.window.call('network:state', {})
      return waitingUpdates === 0 && waitingCommands === 0
    }, 'level with the server')
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.engine.close()
  }
}

/** An engine that is closed after the test. */
export function aDesk(
  folder = aFolder(),
  secret: string | null = null,
  clocks: TestClocks = {},
): TestDesk {
  const desk = new TestDesk(folder, secret, clocks)
  onTestFinished(() => desk.close())
  return desk
}

/** Asks until the answer is yes. */
export async function until<T>(ask: () => T | Promise<T>, what: string): Promise<T> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`In vain waited for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
