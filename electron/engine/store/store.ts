/** Everything one person keeps of one newsroom on this device, opened together. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceId, UserId } from '../../../shared/model/ids.ts'
import { AssetTable } from './asset-table.ts'
import { Bases } from './bases.ts'
import { CareNotes } from './care-notes.ts'
import { suspect } from './damaged-file.ts'
import { Database } from './database.ts'
import { EarlierFacts } from './earlier-facts.ts'
import { Facts } from './facts.ts'
import { HeldByWindows } from './held-by-windows.ts'
import { Marks } from './marks.ts'
import { MergeWindows } from './merge-windows.ts'
import { Outbox } from './outbox.ts'
import { finishSalvage, salvage } from './salvage.ts'
import { SearchIndex } from './search-index.ts'
import { asStoreFailure, StoreFailure } from './store-failure.ts'
import { StoryLists } from './story-list.ts'
import { StoryRows } from './story-rows.ts'
import { StoryTexts } from './story-texts.ts'
import { UpdateLog } from './update-log.ts'
import { Versions } from './versions.ts'
import { Waiting } from './waiting.ts'
import { type Trouble, WriteBatch } from './write-batch.ts'

export interface Store {
  readonly db: Database
  /** Path of the SQLite file. */
  readonly file: string
  /** Folder that all of it lives in. */
  readonly folder: string
  readonly device: DeviceId
  /** Folder of pictures. */
  readonly shelf: string
  readonly marks: Marks
  readonly care: CareNotes
  readonly log: UpdateLog
  readonly waiting: Waiting
  readonly texts: StoryTexts
  readonly bases: Bases
  readonly windows: MergeWindows
  readonly held: HeldByWindows
  readonly rows: StoryRows
  readonly lists: StoryLists
  readonly facts: Facts
  readonly earlier: EarlierFacts
  readonly outbox: Outbox
  readonly versions: Versions
  readonly search: SearchIndex
  readonly assets: AssetTable
  readonly batch: WriteBatch
  close(): void
}

interface Opening {
  readonly folder: string
  readonly me: UserId
  /** Id for a store that has none yet. */
  readonly device: DeviceId | null
  readonly onTrouble: (trouble: Trouble | null) => void
}

/** Opens a store, making it first if need be; one that is damaged is salvaged first. */
export function openStore(opening: Opening): Store {
  const { folder } = opening
  asDisk(() => finishSalvage(folder, Date.now()))
  try {
    return openWhole(opening)
  } catch (error) {
    if (!(error instanceof StoreFailure && error.code === 'store-damaged')) throw error
    asDisk(() => salvage(folder, Date.now()))
    return openWhole(opening)
  }
}

/** Closes a store that failed while its desk was put together, so that it can be tried again. */
export function closeFailed(store: Store, why: unknown): void {
  store.close()
  if (!(why instanceof StoreFailure) || why.code !== 'store-damaged') return
  try {
    // The next opening looks at the whole file first, and salvages it.
    suspect(store.folder)
  } catch (error) {
    console.error('copydesk engine: suspect of the store:', error)
  }
}

/** Work with files, whose failures are failures of the disk. */
function asDisk(work: () => void): void {
  try {
    work()
  } catch (error) {
    throw asStoreFailure(error)
  }
}

function openWhole({ folder, me, device, onTrouble }: Opening): Store {
  const file = join(folder, 'store.db')
  const db = new Database(file)
  try {
    return storeOn(db, file, { folder, me, device, onTrouble })
  } catch (error) {
    db.close()
    throw asStoreFailure(error)
  }
}

function storeOn(db: Database, file: string, { folder, me, device, onTrouble }: Opening): Store {
  const shelf = join(folder, 'shelf')
  mkdirSync(shelf, { recursive: true })
  const marks = new Marks(db)
  const log = new UpdateLog(db)
  const batch = new WriteBatch(db, onTrouble)
  return {
    db,
    file,
    folder,
    care: new CareNotes(db),
    device: marks.device(device),
    shelf,
    marks,
    log,
    waiting: new Waiting(log),
    texts: new StoryTexts(db, log),
    bases: new Bases(db),
    windows: new MergeWindows(db),
    held: new HeldByWindows(db),
    rows: new StoryRows(db, me),
    lists: new StoryLists(db, me),
    facts: new Facts(db),
    earlier: new EarlierFacts(db),
    outbox: new Outbox(db, marks),
    versions: new Versions(db),
    search: new SearchIndex(db),
    assets: new AssetTable(db),
    batch,
    close() {
      batch.close()
      db.close()
    },
  }
}
