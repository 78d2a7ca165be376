/** What the routes need, made by the composition root. */
import type { Logger } from 'pino'
import type { FeedWatcher } from '../changes/feed-watcher.ts'
import type { Database } from '../db/open-database.ts'
import type { WakeUps } from '../db/wake-ups.ts'
import type { AppendQueue } from '../documents/append-queue.ts'
import type { ObjectStore } from '../media/object-store.ts'
import type { RenditionShelf } from '../media/rendition-shelf.ts'
import type { UploadDesk } from '../media/upload-desk.ts'
import type { Metrics } from './metrics.ts'

export interface Services {
  readonly database: Database
  readonly wakeUps: WakeUps
  readonly watcher: FeedWatcher
  readonly queue: AppendQueue
  readonly store: ObjectStore
  readonly uploads: UploadDesk
  readonly renditions: RenditionShelf
  readonly metrics: Metrics
  /** Who shows it may read the metrics. */
  readonly metricsToken: string | undefined
  readonly log: Logger
  /** False while the server is leaving: load balancers look elsewhere. */
  isReady(): boolean
}
