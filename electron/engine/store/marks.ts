/** Small things a store must remember: its device, its place in the change feed. */
import { type DeviceId, newDeviceId, parseDeviceId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { type Cursor, cursorSchema } from '../../../shared/protocol/changes.ts'
import type { Database } from './database.ts'

export class Marks {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** The id under which the server knows this store. Given once, at creation. */
  device(wanted: DeviceId | null): DeviceId {
    const known = this.#get('device')
    if (known) return parseDeviceId(known)
    const device = wanted ?? newDeviceId()
    this.#set('device', device)
    return device
  }

  /** Null also where it cannot be understood: the feed is then read from its beginning. */
  cursor(): Cursor | null {
    const text = this.#get('cursor')
    return text === undefined ? null : understood(text)
  }

  moveCursor(cursor: Cursor): void {
    this.#set('cursor', JSON.stringify(cursor))
  }

  /** The person's own switch: kept, so that no restart sends what was meant to wait. */
  worksOffline(): boolean {
    return this.#get('offline') === 'yes'
  }

  workOffline(offline: boolean): void {
    this.#set('offline', offline ? 'yes' : 'no')
  }

  /** On this network every byte costs: pictures wait. */
  savesData(): boolean {
    return this.#get('saves-data') === 'yes'
  }

  saveData(save: boolean): void {
    this.#set('saves-data', save ? 'yes' : 'no')
  }

  /**
   * The next of this device's counters, to be drawn inside a transaction. They rise, and begin at
   * the server's time: a store that was restored from an old copy goes on beyond those it had drawn
   * after the copy was made.
   */
  nextCounter(serverNow: Instant): number {
    const next = Math.max(Number(this.#get('counter') ?? '0') + 1, Math.floor(serverNow))
    this.#set('counter', String(next))
    return next
  }

  #get(key: string): string | undefined {
    return this.#db.get<{ value: string }>('select value from mark where key = ?', key)?.value
  }

  #set(key: string, value: string): void {
    this.#db.run(
      'insert into mark (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      key,
      value,
    )
  }
}

function understood(text: string): Cursor | null {
  try {
    return cursorSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
