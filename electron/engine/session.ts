/**
 * Who is signed in on this device.
 *
 * DSN1  Signing out, or the end of a sign-in, leaves the store and what waits in it as it is.
 * DSN3  A store that cannot be opened is said so, with why and what helps, and is tried again until
 *      it opens.
 * DSN4  Nobody leaves this device, and nobody takes their place, while its disk does not take what they
 *      wrote: it would be gone with them.
 * DSN2  Two people of one newsroom, or one person of two, never share a store.
 */
import { z } from 'zod'
import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import { type DeviceId, newDeviceId } from '../../shared/model/ids.ts'
import { type Session as ServerSession, sessionSchema } from '../../shared/protocol/session.ts'
import { Desk } from './desk.ts'
import { type Account, type DeskFile, folderOf } from './desk-file.ts'
import type { DeskOptions } from './desk-options.ts'
import { SignedOut } from './not-here.ts'
import type { SignInHint } from './parent-contract.ts'
import { StoreFailure } from './store/store-failure.ts'
import { jsonOf, request } from './sync/line/server-api.ts'
import { syncWords } from './sync/line/sync-words.ts'

const secretSchema = z.object({ newsroom: z.string(), person: z.string(), token: z.string() })

type Shared = Pick<DeskOptions, 'hub' | 'clock' | 'steady' | 'random' | 'language' | 'onDamaged'>

interface Wiring extends Shared {
  readonly folder: string
  readonly file: DeskFile
  /** What was kept from an earlier run. */
  readonly secret: string | null
  readonly keepsSecrets: boolean
  readonly suggestedServer: string | null
  /** Who to sign in again by ourselves; sample newsroom only. */
  readonly signIn: SignInHint | null
  readonly onSecret: (secret: string | null) => void
  readonly onDesk: (desk: Desk | null) => void
}

/** Between two tries at a store that cannot be opened, in milliseconds. */
const openAgainAfter = 1500

export class Session {
  readonly #wiring: Wiring
  /** Why the store of the account cannot be opened now. */
  #closed: StoreFailure | null = null
  #again: NodeJS.Timeout | null = null
  #desk: Desk | null = null
  #account: Account | null = null

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** Goes on as whoever used the device last. */
  resume(): void {
    const account = this.#wiring.file.current()
    if (!account) return
    const known = this.#knownToken(account)
    this.#open({ ...account, server: this.#serverOf(account) }, known)
  }

  /** The desk of whoever is signed in; throws when nobody is. */
  desk(): Desk {
    if (this.#desk) return this.#desk
    throw this.#closed ?? new SignedOut()
  }

  get current(): Desk | null {
    return this.#desk
  }

  get account(): Account | null {
    return this.#account
  }

  state(): SessionState {
    const { file, suggestedServer } = this.#wiring
    const account = this.#account
    if (!account) {
      const server = suggestedServer ?? file.accounts()[0]?.server ?? null
      return { at: 'signed-out', server, why: null }
    }
    const { server, person, newsroom, desks } = account
    if (this.#closed) {
      const folder = folderOf(this.#wiring.folder, account)
      return { at: 'store-closed', server, because: this.#closed.code, folder }
    }
    return { at: 'signed-in', server, person, newsroom, desks }
  }

  async signIn(server: string, email: string, password: string): Promise<SessionState> {
    const address = server.replace(/\/+$/, '')
    const accounts = this.#wiring.file.accounts()
    const before = accounts.find((one) => one.server === address && one.email === email)
    let device = before?.device ?? newDeviceId()
    let session = await askForSession(address, email, password, device)
    const same = accounts.find(
      ({ newsroom, person }) =>
        newsroom.id === session.newsroom.id && person.id === session.person.id,
    )
    if (same && same.device !== device) {
      // This store has been known to the server under another device id: stay with it.
      device = same.device
      session = await askForSession(address, email, password, device)
    }
    this.#assertSaved()
    await this.#close()
    const { token, person, newsroom, desks } = session
    const account: Account = { server: address, email, device, person, newsroom, desks }
    this.#wiring.file.use(account)
    this.#keep(account, token)
    this.#open(account, token)
    return this.#announce()
  }

  async signOut(): Promise<SessionState> {
    this.#assertSaved()
    await this.#close()
    this.#wiring.file.use(null)
    this.#wiring.onSecret(null)
    return this.#announce()
  }

  async close(): Promise<void> {
    this.#stopTrying()
    await this.#desk?.close()
  }

  #knownToken({ newsroom, person }: Account): string | null {
    const { secret } = this.#wiring
    if (!secret) return null
    const kept = secretSchema.safeParse(JSON.parse(secret))
    if (!kept.success) return null
    const isMine = kept.data.newsroom === newsroom.id && kept.data.person === person.id
    return isMine ? kept.data.token : null
  }

  #keep({ newsroom, person }: Account, token: string): void {
    this.#wiring.onSecret(JSON.stringify({ newsroom: newsroom.id, person: person.id, token }))
  }

  /** The sample newsroom's own server may have moved to another port of this machine. */
  #serverOf(account: Account): string {
    const { suggestedServer, signIn } = this.#wiring
    const moved = signIn !== null && suggestedServer !== null
    return moved && isLoopback(account.server) && isLoopback(suggestedServer)
      ? suggestedServer
      : account.server
  }

  /** Opens the account's desk; a disk that does not allow it now is asked again. */
  #open(account: Account, token: string | null): void {
    const wasClosed = this.#closed !== null
    this.#account = account
    this.#closed = null
    this.#again = null
    try {
      this.#desk = this.#openDesk(account, token)
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
      this.#closed = error
      this.#again = setTimeout(() => this.#open(account, token), openAgainAfter)
      if (!wasClosed) {
        console.error(`copydesk engine: the store cannot be opened: ${error.message}`, error.cause)
        this.#announce()
      }
      return
    }
    this.#wiring.onDesk(this.#desk)
    if (wasClosed) this.#announce()
  }

  #stopTrying(): void {
    if (this.#again) clearTimeout(this.#again)
    this.#again = null
    this.#closed = null
  }

  #openDesk(account: Account, token: string | null): Desk {
    const { folder, keepsSecrets, hub, clock, steady, random, language, onDamaged } = this.#wiring
    return new Desk({
      folder: folderOf(folder, account),
      server: account.server,
      device: account.device,
      person: account.person,
      newsroom: account.newsroom,
      desks: account.desks,
      token,
      noToken: keepsSecrets ? syncWords.signInAgain : syncWords.noKeyring,
      hub,
      clock,
      steady,
      random,
      language,
      onSignInEnded: () => this.#wiring.onSecret(null),
      onSurroundings: () => this.#surroundingsChanged(),
      onDamaged,
    })
  }

  #assertSaved(): void {
    const batch = this.#desk?.store.batch
    batch?.flush()
    if (batch?.failing) throw batch.failing
  }

  async #close(): Promise<void> {
    const desk = this.#desk
    this.#stopTrying()
    this.#desk = null
    this.#account = null
    this.#wiring.onDesk(null)
    await desk?.close()
  }

  #announce(): SessionState {
    const state = this.state()
    const { hub } = this.#wiring
    hub.tell('session:changed', state)
    hub.rowsChanged()
    if (this.#desk) hub.tell('network:changed', this.#desk.network())
    return state
  }

  /** Roles, names or desks have changed: kept, so that the next start knows them offline. */
  #surroundingsChanged(): void {
    const { file, hub } = this.#wiring
    if (!this.#account || !this.#desk) return
    const { facts } = this.#desk.store
    const newsroom = facts
      .all('newsroom')
      .find((fact) => fact.newsroom.id === this.#account?.newsroom.id)?.newsroom
    const desks = facts.all('desk').map(({ desk }) => desk)
    this.#account = {
      ...this.#account,
      person: this.#desk.me,
      newsroom: newsroom ?? this.#account.newsroom,
      desks: desks.length > 0 ? desks : this.#account.desks,
    }
    file.use(this.#account)
    hub.tell('session:changed', this.state())
  }
}

async function askForSession(
  server: string,
  email: string,
  password: string,
  device: DeviceId,
): Promise<ServerSession> {
  const response = await request(
    { server, token: null },
    { method: 'POST', path: '/v1/sessions', json: { email, password, device } },
  )
  return await jsonOf(response, sessionSchema)
}

const isLoopback = (address: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)
