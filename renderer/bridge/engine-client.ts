/**
 * Engine client: calls and events over the MessagePort that main hands to each window.
 *
 *     screens → [engine client] → MessagePort → engine
 *
 * RB1  Every call settles: when the engine stops, calls still waiting on its port fail as
 *       retryable; calls made while there is no port wait for the next one.
 * RB2  A failure in the engine arrives as a `RemoteError` with its code, retry and remedy.
 * RB3  With `check` on, an answer or event that breaks the contract is an error, never data.
 */
import { z } from 'zod'
import type { Gives, Takes } from '../../shared/ipc/channel.ts'
import {
  type EngineCalls,
  type EngineEvents,
  engineCalls,
  engineEvents,
  type PortAnswer,
  type PortEvent,
} from '../../shared/ipc/engine-contract.ts'
import { BadInput, NewsroomError, RemoteError } from '../../shared/model/errors.ts'

export type EngineCallName = keyof EngineCalls
export type EngineEventName = keyof EngineEvents
export type EngineEvent<K extends EngineEventName> = z.output<EngineEvents[K]>
export type EngineInput<K extends EngineCallName> = Takes<EngineCalls, K>
export type EngineOutput<K extends EngineCallName> = Gives<EngineCalls, K>

/** The part of a MessagePort that the client uses. */
export interface PortLike {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** The engine stopped before it answered; it is started again at once. */
export class EngineRestarted extends NewsroomError {
  readonly code = 'engine-restarted'
  readonly retry = 'later'
  constructor(call: string) {
    super(`The engine restarted before it answered ${call}`)
  }
}

interface Waiting {
  readonly name: EngineCallName
  readonly input: unknown
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

type Listener = (payload: unknown) => void

const frameSchema = z.union([
  z.object({ id: z.number(), ok: z.literal(true), output: z.unknown() }),
  z.object({
    id: z.number(),
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      retry: z.enum(['later', 'never']),
      remedy: z.string().optional(),
    }),
  }),
  z.object({ event: z.string(), payload: z.unknown() }),
])

export class EngineClient {
  #port: PortLike | null = null
  #wasConnected = false
  #nextId = 1
  readonly #check: boolean
  readonly #sent = new Map<number, Waiting>()
  #unsent: Waiting[] = []
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #restartListeners = new Set<() => void>()

  constructor({ check }: { check: boolean }) {
    this.#check = check
  }

  /** Takes over a port: the first one, or that of a restarted engine. */
  connect(port: PortLike): void {
    const old = this.#port
    const restarted = this.#wasConnected
    this.#port = port
    this.#wasConnected = true
    port.addEventListener('message', ({ data }) => {
      if (this.#port === port) this.#receive(data)
    })
    port.addEventListener('close', () => this.#lost(port))
    port.start()
    if (old) {
      this.#failSent()
      old.close()
    }
    const queue = this.#unsent
    this.#unsent = []
    for (const waiting of queue) this.#post(port, waiting)
    if (restarted) for (const listener of this.#restartListeners) listener()
  }

  /** Asks the engine; rejects with a `NewsroomError` that says whether trying again helps. */
  call<K extends EngineCallName>(name: K, input: EngineInput<K>): Promise<EngineOutput<K>> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        name,
        input,
        resolve: resolve as (output: unknown) => void,
        reject,
      }
      if (this.#port) this.#post(this.#port, waiting)
      else this.#unsent.push(waiting)
    })
  }

  /** Hears an event until the returned function is called. */
  on<K extends EngineEventName>(event: K, listener: (payload: EngineEvent<K>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(listener as Listener)
    return () => listeners.delete(listener as Listener)
  }

  /** Called after a new engine has taken the place of one that stopped: open stories again, ask again. */
  onRestart(listener: () => void): () => void {
    this.#restartListeners.add(listener)
    return () => this.#restartListeners.delete(listener)
  }

  #post(port: PortLike, waiting: Waiting): void {
    const id = this.#nextId++
    this.#sent.set(id, waiting)
    port.postMessage({ id, call: waiting.name, input: waiting.input })
  }

  #receive(data: unknown): void {
    const frame = (this.#check ? frameSchema.parse(data) : data) as PortAnswer | PortEvent
    if ('event' in frame) this.#announce(frame)
    else this.#answer(frame)
  }

  #answer(frame: PortAnswer): void {
    const waiting = this.#sent.get(frame.id)
    if (!waiting) return
    this.#sent.delete(frame.id)
    if (!frame.ok) waiting.reject(new RemoteError(frame.error))
    else this.#settle(waiting, frame.output)
  }

  #settle({ name, resolve, reject }: Waiting, output: unknown): void {
    const parsed = this.#check ? engineCalls[name].gives.safeParse(output) : null
    if (!parsed) resolve(output)
    else if (parsed.success) resolve(parsed.data)
    else reject(new BadInput(`${name}: ${z.prettifyError(parsed.error)}`))
  }

  #announce({ event, payload }: PortEvent): void {
    const schema = engineEvents[event as EngineEventName]
    const checked = this.#check ? schema.parse(payload) : payload
    for (const listener of this.#listeners.get(event) ?? []) listener(checked)
  }

  #lost(port: PortLike): void {
    if (this.#port !== port) return
    this.#port = null
    this.#failSent()
  }

  #failSent(): void {
    const failed = [...this.#sent.values()]
    this.#sent.clear()
    for (const { name, reject } of failed) reject(new EngineRestarted(name))
  }
}
