/** A whole desk engine in this process, as plain Node: what Electron's utility process runs. */
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { Gives, Takes } from '../../shared/ipc/channel.ts'
import { type EngineCalls, engineCalls } from '../../shared/ipc/engine-contract.ts'
import { RemoteError } from '../../shared/model/errors.ts'

type Name = keyof EngineCalls

interface Waiting {
  readonly name: Name
  readonly resolve: (output: never) => void
  readonly reject: (error: Error) => void
}

/** An engine on its folder, and one window that asks it. */
export class EngineDesk {
  readonly engine: Engine
  readonly #waiting = new Map<number, Waiting>()
  #ask: (message: unknown) => void = () => {}
  #next = 1

  constructor(folder: string) {
    this.engine = createEngine({
      folder,
      suggestedServer: null,
      signIn: null,
      secret: null,
      keepsSecrets: true,
      language: 'en',
      clock: Date.now,
      onSecret: () => {},
      onShelf: () => {},
      onDamaged: () => {},
    })
    this.engine.connect({
      post: (message) => this.#hear(message as Record<string, unknown>),
      onMessage: (listener) => {
        this.#ask = listener
      },
      onClose: () => {},
    })
  }

  /** Asks as a window does; the answer is checked against the contract. */
  call<K extends Name>(name: K, input: Takes<EngineCalls, K>): Promise<Gives<EngineCalls, K>> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name, resolve: resolve as never, reject })
      this.#ask(structuredClone({ id, call: name, input }))
    })
  }

  close(): Promise<void> {
    return this.engine.close()
  }

  #hear(message: Record<string, unknown>): void {
    const id = Number(message['id'])
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (message['ok']) {
      waiting.resolve(engineCalls[waiting.name].gives.parse(message['output']) as never)
    } else waiting.reject(new RemoteError(message['error'] as never))
  }
}
