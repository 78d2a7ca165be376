/** The object store that the settings ask for, tried before anybody relies on it. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import { folderStore } from './folder-store.ts'
import { type ObjectStore, StoreMisconfigured } from './object-store.ts'
import type { S3Config } from './s3-config.ts'
import { type Patience, usualPatience } from './s3-request.ts'
import { s3Store } from './s3-store.ts'

interface Settings {
  readonly dataDir: string
  readonly s3?: S3Config | undefined
}

/** A start does not wait long for a store that is away. */
const atStart: Patience = { ...usualPatience, tries: 3, answer: 5000 }

/** The store, unchecked: for tools that only read. */
export const storeOf = ({ s3, dataDir }: Settings): ObjectStore =>
  s3 ? s3Store(s3) : folderStore(join(dataDir, 'objects'))

/**
 * Wrong settings end the start. A store that is away does not: text has priority, and pictures wait
 * on their desks until it is back.
 */
export async function openStore(settings: Settings, log: Logger): Promise<ObjectStore> {
  const store = storeOf(settings)
  const { s3 } = settings
  if (s3) log.info({ endpoint: s3.endpoint, bucket: s3.bucket }, 'pictures are kept in a bucket')
  try {
    await (s3 ? s3Store(s3, atStart) : store).check()
  } catch (error) {
    if (error instanceof StoreMisconfigured) throw error
    log.error({ err: error }, 'the object store does not work yet; pictures wait on their desks')
  }
  return store
}
