/**
 * Keeps the engine alive and gives each window its port to it.
 *
 *     window ⇄ port ⇄ [engine process] (utility process)
 *
 * DEP1  An engine that dies is started again at once (after repeated deaths, a little later), and
 *      every window gets a new port.
 */
import {
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
  type WebContents,
} from 'electron'
import { enginePortMessage } from '../../shared/ipc/main-contract.ts'
import type { AssetId } from '../../shared/model/ids.ts'
import {
  type FromEngine,
  fromEngineSchema,
  type PictureSize,
  type Start,
  type ToEngine,
} from '../engine/parent-contract.ts'
import { restartDelay } from './restart-delay.ts'

/** Longest wait for a picture that must be fetched, in milliseconds. */
const pictureWait = 30_000

interface Wiring {
  /** Path of the engine's bundle. */
  readonly script: string
  /** What the engine is told when it starts; asked again at each start. */
  readonly start: () => Start
  readonly onSecret: (secret: string | null) => void
  readonly onShelf: (folder: string | null) => void
}

export class EngineProcess {
  readonly #wiring: Wiring
  #child: UtilityProcess | null = null
  #stopping = false
  readonly #deaths: number[] = []
  readonly #windows = new Set<WebContents>()
  readonly #pictures = new Map<number, (file: string | null) => void>()
  #nextPicture = 1

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  start(): void {
    const child = utilityProcess.fork(this.#wiring.script, [], {
      serviceName: 'Copydesk engine',
      stdio: 'inherit',
    })
    this.#child = child
    child.on('message', (message) => this.#hear(fromEngineSchema.parse(message)))
    child.once('exit', (code) => this.#died(child, code))
    this.tell(this.#wiring.start())
    for (const contents of this.#windows) this.#handPort(contents)
  }

  /** Gives a page that has just loaded its port, now and after every restart. */
  connect(contents: WebContents): void {
    if (!this.#windows.has(contents)) {
      this.#windows.add(contents)
      contents.once('destroyed', () => this.#windows.delete(contents))
    }
    this.#handPort(contents)
  }

  tell(message: ToEngine, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports)
  }

  /** File of a picture, made or fetched by the engine; null when it cannot be had now. */
  picture(asset: AssetId, size: PictureSize): Promise<string | null> {
    const id = this.#nextPicture++
    return new Promise((resolve) => {
      const timer = setTimeout(() => answer(null), pictureWait)
      const answer = (file: string | null): void => {
        clearTimeout(timer)
        this.#pictures.delete(id)
        resolve(file)
      }
      this.#pictures.set(id, answer)
      this.tell({ kind: 'picture', id, asset, size })
    })
  }

  /** Lets the engine finish what it writes, then ends it. */
  stop(): Promise<void> {
    const child = this.#child
    this.#stopping = true
    if (!child) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), 3000)
      child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      this.tell({ kind: 'stop' })
    })
  }

  #handPort(contents: WebContents): void {
    if (!this.#child || contents.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    this.tell({ kind: 'port' }, [port1])
    contents.postMessage(enginePortMessage, null, [port2])
  }

  #hear(message: FromEngine): void {
    switch (message.kind) {
      case 'secret':
        this.#wiring.onSecret(message.secret)
        return
      case 'shelf':
        this.#wiring.onShelf(message.folder)
        return
      case 'picture':
        this.#pictures.get(message.id)?.(message.file)
    }
  }

  #died(child: UtilityProcess, code: number): void {
    if (this.#child !== child) return
    this.#child = null
    for (const answer of [...this.#pictures.values()]) answer(null)
    if (this.#stopping) return
    const now = Date.now()
    const delay = restartDelay([...this.#deaths, now], now)
    this.#deaths.push(now)
    console.error(`copydesk: the engine ended (${code}); starting it again in ${delay} ms`)
    setTimeout(() => {
      if (!this.#stopping) this.start()
    }, delay)
  }
}
