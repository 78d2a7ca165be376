/**
 * Puts one server together. `main.ts` runs it as a process; tests and tools start several in one.
 *
 * VST1  Stopping loses nothing: what was handed in is committed before the connections close.
 * VST3  A server that is told to stop takes in nobody new: who was sent away never comes back to it.
 * VST2  A database that has gone, or a part that cannot end in order, does not keep the rest from ending.
 */
import { existsSync } from 'node:fs'
import { Server as NetServer } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { runScheduler } from './breaking/scheduler.ts'
import { watchFeed } from './changes/feed-watcher.ts'
import { startEmbeddedPostgres } from './db/embedded-postgres.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open-database.ts'
import { listenForWakeUps } from './db/wake-ups.ts'
import { appendQueue } from './documents/append-queue.ts'
import { compactLogs } from './documents/compaction.ts'
import { compactionWorker } from './documents/compaction-worker.ts'
import { sayGap } from './documents/gap-log.ts'
import { sweepGaps } from './documents/gap-sweep.ts'
import { sweepHeads } from './documents/head-sweep.ts'
import { buildApp } from './http/app.ts'
import { serveLive } from './http/live/live-hub.ts'
import { type Metrics, makeMetrics } from './http/metrics.ts'
import type { Services } from './http/services.ts'
import { openStore } from './media/open-store.ts'
import { renditionShelf } from './media/rendition-shelf.ts'
import { uploadDesk } from './media/upload-desk.ts'
import { sweepUploads } from './media/upload-sweep.ts'
import type { ServerConfig } from './server-config.ts'
import { registerSite } from './site/plugin.ts'
import { countPageViews } from './workflow/page-views.ts'
import { paperIdOf, siteContext } from './workflow/paper.ts'

export interface RunningServer {
  readonly url: string
  readonly services: Services
  /** Stops in order: new requests, sockets, running work, database. */
  stop(): Promise<void>
}

export interface ServerParts {
  /** Fills an empty database before anybody can ask for it. */
  readonly prepare?: (services: Services) => Promise<void>
  /** Where the build of the reader's scripts lies; without it there are no reader's pages. */
  readonly publicFolder?: string
}

/** What must be undone, newest first, also when starting fails or is given up half-way. */
interface Endings {
  /** Throws when the start was given up meanwhile, so that it goes no further. */
  add(end: () => Promise<void>): void
}

export interface StartingServer {
  readonly ready: Promise<RunningServer>
  /** Gives up or stops, however far the start has come. */
  stop(): Promise<void>
}

/** Starts a server; resolves when it answers. */
export const startServer = (
  config: ServerConfig,
  log: Logger,
  parts: ServerParts = {},
): Promise<RunningServer> => beginServer(config, log, parts).ready

/** Begins to start a server, so that even a start can be stopped in order. */
export function beginServer(
  config: ServerConfig,
  log: Logger,
  parts: ServerParts = {},
): StartingServer {
  const list: (() => Promise<void>)[] = []
  let stopping: Promise<void> | undefined
  const endings: Endings = {
    add(end) {
      list.push(end)
      if (stopping) throw new Error('the start was given up')
    },
  }
  const undo = async () => {
    const failures: unknown[] = []
    for (let end = list.pop(); end; end = list.pop()) {
      await end().catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the server did not end in order')
  }
  const stop = () => {
    stopping ??= undo().then(() =>
      ready.then(
        () => {},
        () => {},
      ),
    )
    return stopping
  }
  const ready: Promise<RunningServer> = start(config, log, parts, endings).then(
    ({ url, services }) => ({ url, services, stop }),
    async (error: unknown) => {
      await undo().catch((failure: unknown) => log.error({ err: failure }, 'did not end in order'))
      throw error
    },
  )
  return { ready, stop }
}

async function start(config: ServerConfig, log: Logger, parts: ServerParts, endings: Endings) {
  const metrics = makeMetrics()
  const databaseUrl = config.databaseUrl ?? (await ownPostgres(config, log, metrics, endings))
  const { services, site, watchTheClock, leave } = await background(
    config,
    log,
    metrics,
    databaseUrl,
    endings,
  )
  await parts.prepare?.(services)
  // Not before: a newsroom that is filled with its past must not have that past fired at it.
  watchTheClock()
  const app = await buildApp(services)
  const { publicFolder } = parts
  if (publicFolder && existsSync(join(publicFolder, 'manifest.json'))) {
    await registerSite(app, site, { publicFolder, contact: config.contact })
  } else log.warn('the reader’s pages are not built; only desks are served')
  const live = serveLive(app.server, services)
  let empty: Promise<void> | undefined
  endings.add(() => closeApp(app, empty))
  endings.add(() => live.close())
  endings.add(async () => {
    leave()
    // Connections that stand are asked for no more with their next answer; HTTP's own close would
    // cut them between two requests, just as a desk may send one.
    empty = new Promise((resolve) => NetServer.prototype.close.call(app.server, () => resolve()))
  })
  const url = await app.listen({ port: config.port, host: config.host })
  site.listeningOn(url)
  return { url, services }
}

async function ownPostgres(
  config: ServerConfig,
  log: Logger,
  { backgroundFailures }: Metrics,
  endings: Endings,
): Promise<() => string> {
  const postgres = await startEmbeddedPostgres(config.dataDir, {
    onLost: () => {
      backgroundFailures.inc({ task: 'postgresql' })
      log.warn('postgresql has gone; starting it again')
    },
    onBack: (after_ms) => log.info({ after_ms: Math.round(after_ms) }, 'postgresql runs again'),
    onTrouble: (error) => log.error({ err: error }, 'postgresql does not start'),
  })
  endings.add(() => postgres.stop())
  log.info({ adopted: postgres.adopted }, 'postgresql runs')
  return () => postgres.url
}

/** Everything below HTTP: database, log, scheduler, sweeps. */
async function background(
  config: ServerConfig,
  log: Logger,
  metrics: Metrics,
  databaseUrl: string | (() => string),
  endings: Endings,
) {
  const failed = (task: string) => (error: unknown) => {
    metrics.backgroundFailures.inc({ task })
    log.error({ err: error, task }, 'background work failed')
  }
  const database = openDatabase(databaseUrl, failed('database'))
  endings.add(() => database.close())
  const { db } = database
  await migrate(db)
  const wakeUps = await listenForWakeUps(database, failed('wake-ups'))
  endings.add(() => wakeUps.close())
  const watcher = await watchFeed(db, wakeUps, failed('feed'))
  endings.add(() => watcher.close())
  const queue = appendQueue(db, {
    hasSiblings: () => wakeUps.hasSiblings(),
    onError: failed('fan-out'),
    onBatch(updates, seconds) {
      metrics.updatesLogged.inc(updates)
      metrics.batchSeconds.observe(seconds)
    },
  })
  const sweep = sweepHeads(db, queue, failed('heads'))
  endings.add(() => sweep.close())
  const documents = compactionWorker()
  const compaction = compactLogs(db, queue, documents, failed('compaction'))
  endings.add(() => compaction.close())
  const gaps = sweepGaps(db, queue, documents, {
    onNoted: (noted) => sayGap(log, noted),
    onCount({ open, day }) {
      metrics.textGaps.set({ age: 'any' }, open)
      metrics.textGaps.set({ age: 'day' }, day)
    },
    onError: failed('text gaps'),
  })
  endings.add(() => gaps.close())
  const watchTheClock = () => {
    const scheduler = runScheduler(db, wakeUps, {
      onError: failed('scheduler'),
      onFired: (late) => metrics.firedLate.observe(late / 1000),
    })
    endings.add(() => scheduler.close())
  }
  const paper = paperIdOf(db)
  const views = countPageViews(db, paper, failed('page views'))
  endings.add(() => views.close())
  endings.add(() => queue.drain())

  let ready = true
  const store = await openStore(config, log)
  const uploadSweep = sweepUploads(db, store, failed('uploads'))
  endings.add(() => uploadSweep.close())
  const services: Services = {
    database,
    wakeUps,
    watcher,
    queue,
    store,
    uploads: uploadDesk(db, store, join(config.dataDir, 'scratch')),
    renditions: renditionShelf(store),
    metrics,
    metricsToken: config.metricsToken,
    log,
    isReady: () => ready,
  }
  const site = siteContext(db, paper, watcher, views, services.renditions, config.publicUrl)
  const leave = () => {
    ready = false
  }
  return { services, site, watchTheClock, leave }
}

/** `empty` resolves when the last connection has ended: what was begun on them is answered. */
async function closeApp(app: FastifyInstance, empty: Promise<void> | undefined): Promise<void> {
  const closed = Promise.all([app.close(), empty])
  // A client that keeps a connection open must not keep the server.
  const patience = setTimeout(() => app.server.closeAllConnections(), 3000)
  await closed
  clearTimeout(patience)
}
