/**
 * The desk's connection: line, sign-in, the server's time, and what is wrong with any of them.
 *
 *     live line, requests → [connection] → sync
 *
 * DCN1  A store that cannot be read when a line comes up ends nothing: it is said, and the line is
 *       tried again until it can.
 */
import type { Network } from '../../../../shared/ipc/rows.ts'
import type { Labels } from '../../../../shared/model/vocabulary.ts'
import type { DeskFrame, ServerFrame } from '../../../../shared/protocol/live.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import type { SignInEnd, SyncWiring } from '../sync-wiring.ts'
import type { LineEnd, Welcome } from './live-line.ts'
import { Problems } from './problems.ts'
import { AccountClosed, NotSignedIn, type ServerAddress } from './server-api.ts'
import { isWrong } from './server-clock.ts'
import { ServerLine } from './server-line.ts'
import { ServerTime } from './server-time.ts'
import { lineWords, signInWords, syncWords } from './sync-words.ts'

interface Wiring {
  readonly sync: SyncWiring
  readonly onWelcome: (welcome: Welcome) => void
  readonly onOnline: () => void
  readonly onOffline: () => void
  readonly onFrame: (frame: ServerFrame) => void
}

export class Connection {
  readonly #wiring: Wiring
  readonly #line: ServerLine
  readonly #problems = new Problems()
  #token: string | null
  /** Ends with the line, and with it every request that was made on it. */
  #lineEnds = new AbortController()
  readonly time: ServerTime

  constructor(wiring: Wiring) {
    this.#wiring = wiring
    const { store, clock, steady, random, token, noToken, events } = wiring.sync
    this.#token = token
    this.time = new ServerTime(clock, steady)
    this.#line = new ServerLine({
      device: store.device,
      address: this.address,
      steady,
      random,
      onWelcome: (welcome) => this.#welcomed(welcome),
      onOnline: () => this.#withStore(wiring.onOnline),
      onOffline: () => this.#wentOffline(),
      onFrame: wiring.onFrame,
      onEnd: (why) => this.#ended(why),
      onChange: events.onNetwork,
    })
    if (!token) this.#problems.note('line', noToken)
  }

  start(): void {
    const offline = this.#wiring.sync.store.marks.worksOffline()
    if (offline) this.#line.event({ is: 'offline-by-choice', offline })
    if (this.#token) this.#line.event({ is: 'signed-in' })
  }

  /** The server's address, for as long as this line holds. */
  readonly address = (): ServerAddress => ({
    server: this.#wiring.sync.server,
    token: this.#token,
    line: this.#lineEnds.signal,
  })

  get online(): boolean {
    return this.#line.online
  }

  get state(): Network['state'] {
    return this.#line.state
  }

  get problem(): Labels | null {
    return this.#problems.foremost
  }

  send(frame: DeskFrame): void {
    this.#line.send(frame)
  }

  workOffline(offline: boolean): void {
    this.#wiring.sync.store.marks.workOffline(offline)
    this.#line.event({ is: 'offline-by-choice', offline })
  }

  /** The machine woke up: do not wait for the next try, and do not trust what seems to stand. */
  wake(): void {
    this.time.slept()
    this.#line.event({ is: 'wake' })
  }

  leave(): void {
    this.#line.event({ is: 'signed-out' })
  }

  /** The server says what time it is. */
  serverTime(now: number): void {
    this.time.set(now)
    if (isWrong(this.time.offset())) this.#problems.note('clock', syncWords.wrongClock)
    else this.#problems.hear('clock', null)
  }

  /** Some part of the sync has failed, or goes well again when the error is null. */
  hear(part: string, error: unknown): void {
    if (error instanceof NotSignedIn) {
      this.signInEnded()
      return
    }
    if (error instanceof AccountClosed) {
      this.signInEnded('account-closed')
      return
    }
    this.#problems.hear(part, error)
    this.#wiring.sync.events.onNetwork()
  }

  note(part: string, problem: Labels): void {
    this.#problems.note(part, problem)
    this.#wiring.sync.events.onNetwork()
  }

  signInEnded(why: SignInEnd = 'not-signed-in'): void {
    // Each refused text says so; it is news once.
    if (this.#token === null) return
    this.#token = null
    this.#problems.clear()
    this.#problems.note('line', signInWords[why])
    this.#line.event({ is: 'signed-out' })
    this.#wiring.sync.events.onSignInEnded(why)
  }

  #welcomed(welcome: Welcome): void {
    this.#problems.clear()
    this.serverTime(welcome.now)
    // A new history that the disk does not take now: the next line tells of it again.
    this.#withStore(() => this.#wiring.onWelcome(welcome))
  }

  /** What a socket tells of meets the store: where that fails, it is said and the line tried again. */
  #withStore(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
      this.#line.event({ is: 'lost' })
      this.hear('line', error)
    }
  }

  #wentOffline(): void {
    this.#lineEnds.abort()
    this.#lineEnds = new AbortController()
    this.#wiring.onOffline()
  }

  #ended(why: LineEnd): void {
    if (why === 'not-signed-in' || why === 'account-closed') {
      this.signInEnded(why)
      return
    }
    if (why !== 'sent-away') this.#problems.note('line', lineWords[why])
    this.#line.event({ is: why === 'sent-away' ? 'sent-away' : 'lost' })
  }
}
