/**
 * NOTIFY between server processes: "look again", never what to see. A poll each second stands in
 * for a notification that was lost with its connection.
 */
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Database, Db, Trx } from './open-database.ts'

/** What may have changed: stories' text, facts, due times, who is present. */
export const topics = ['log', 'feed', 'due', 'presence'] as const
export type Topic = (typeof topics)[number]

/** `own`: this process did it itself, so it knows already. `poll`: nobody called; time passed. */
export interface WakeUp {
  readonly own: boolean
  readonly poll: boolean
}
export type WakeUpListener = (wakeUp: WakeUp) => void

export interface WakeUps {
  on(topic: Topic, listener: WakeUpListener): () => void
  /**
   * Whether other processes listen, as far as this one knows; a second behind at most. While there
   * are none, what wakes only others need not be said: one that starts looks for itself.
   */
  hasSiblings(): boolean
  close(): Promise<void>
}

const channel = (topic: Topic): string => `copydesk_${topic}`
const poll_ms = 1000
const reconnect_ms = 500
/** So that an operator can tell it from the pool's. */
export const listenerName = 'copydesk wake-ups'
/** Held shared by every process that listens, so that they can be counted. */
const listenersLock = 7_023_002

/** The statement that wakes every process when its transaction commits. */
export const notifyOf = (about: readonly Topic[]): RawBuilder<unknown> =>
  sql`select pg_notify(name, '') from unnest(${about.map(channel)}::text[]) as t(name)`

/** Wakes every process when the transaction commits; several in one transaction are one. */
export async function wake(trx: Db | Trx, ...about: readonly Topic[]): Promise<void> {
  await notifyOf(about).execute(trx)
}

/** A key of 64 bits stands in the two halves `classid` and `objid`. */
const countListeners = `select count(*)::int as listeners from pg_locks
  where locktype = 'advisory' and classid = 0 and objid = ${listenersLock} and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())`

/** Listens on a connection of its own; outside a pool because LISTEN belongs to a connection. */
export async function listenForWakeUps(
  database: Database,
  onError: (error: Error) => void,
): Promise<WakeUps> {
  const listeners = new Map<Topic, Set<WakeUpListener>>(topics.map((topic) => [topic, new Set()]))
  let closed = false
  let client: pg.Client | null = null
  let siblings = true

  const tell = (topic: Topic, wakeUp: WakeUp) => {
    for (const listener of listeners.get(topic) ?? []) listener(wakeUp)
  }
  const tellAll = (poll: boolean) => {
    for (const topic of topics) tell(topic, { own: false, poll })
  }

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: database.url,
      application_name: listenerName,
      keepAlive: true,
    })
    next.on('error', onError)
    next.on('end', () => {
      // One that never stood is tried again by whoever asked for it.
      if (closed || client !== next) return
      client = null
      siblings = true
      setTimeout(reconnect, reconnect_ms)
    })
    next.on('notification', (message) => {
      const topic = topics.find((name) => channel(name) === message.channel)
      if (topic) tell(topic, { own: database.isOwnBackend(message.processId), poll: false })
    })
    try {
      await next.connect()
      for (const topic of topics) await next.query(`listen ${channel(topic)}`)
      await next.query('select pg_advisory_lock_shared($1)', [listenersLock])
    } catch (error) {
      next.end().catch(onError)
      throw error
    }
    if (closed) await next.end()
    else client = next
  }

  async function count(): Promise<void> {
    if (!client) return
    const { rows } = await client.query<{ listeners: number }>(countListeners)
    siblings = (rows[0]?.listeners ?? 2) > 1
  }

  function reconnect(): void {
    if (closed) return
    connect().then(
      () => tellAll(false),
      (error: Error) => {
        onError(error)
        setTimeout(reconnect, reconnect_ms)
      },
    )
  }

  await connect()
  await count()
  const poll = setInterval(() => {
    // A connection that breaks is opened again by its end, and looked at then.
    count().catch(onError)
    tellAll(true)
  }, poll_ms)
  return {
    on(topic, listener) {
      listeners.get(topic)?.add(listener)
      return () => listeners.get(topic)?.delete(listener)
    },
    hasSiblings: () => siblings,
    async close() {
      closed = true
      clearInterval(poll)
      await client?.end()
    },
  }
}
