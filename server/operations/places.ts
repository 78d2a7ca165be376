/** Where a server keeps its newsroom, for tools that work beside it. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { clusterPlaces } from '../db/postmaster.ts'
import { folderStore } from '../media/folder-store.ts'
import type { ObjectStore } from '../media/object-store.ts'
import { s3ConfigFrom } from '../media/s3-config.ts'
import { s3Store } from '../media/s3-store.ts'
import { UnusableBackup } from './backup-format.ts'

/** A newsroom's database and its pictures. */
export interface Place {
  readonly databaseUrl: string
  readonly store: ObjectStore
}

/** Pictures are where the environment says, as for the server itself. */
export function storeOf(env: NodeJS.ProcessEnv, dataDir: string): ObjectStore {
  const s3 = s3ConfigFrom(env)
  return s3 ? s3Store(s3) : folderStore(join(dataDir, 'objects'))
}

/** The newsroom of a server that runs here or could: with its settings. */
export async function withNewsroom<T>(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const store = storeOf(env, dataDir)
  if (env.DATABASE_URL) return await work({ databaseUrl: env.DATABASE_URL, store })
  if (!existsSync(clusterPlaces(dataDir).folder)) {
    throw new UnusableBackup(
      `There is no newsroom in ${dataDir}. Set DATA_DIR or DATABASE_URL as for the server.`,
    )
  }
  return await withPostgres(dataDir, store, work)
}

/** A new, empty place: a folder that is not there or empty, or a database by its address. */
export async function withNewPlace<T>(
  env: NodeJS.ProcessEnv,
  into: string,
  dataDir: string,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  if (/^postgres(ql)?:\/\//.test(into)) {
    return await work({ databaseUrl: into, store: storeOf(env, dataDir) })
  }
  if (existsSync(into) && readdirSync(into).length > 0) {
    throw new UnusableBackup(`${into} is not empty. Restore into a new folder.`)
  }
  mkdirSync(into, { recursive: true })
  try {
    return await withPostgres(into, storeOf(env, into), work)
  } catch (error) {
    // It was empty before: leave it so, for the next try.
    for (const name of readdirSync(into)) rmSync(join(into, name), { recursive: true, force: true })
    throw error
  }
}

/** A new, empty newsroom's place: what is there is used, what is missing is made. */
export async function withAnyPlace<T>(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const store = storeOf(env, dataDir)
  if (env.DATABASE_URL) return await work({ databaseUrl: env.DATABASE_URL, store })
  return await withPostgres(dataDir, store, work)
}

async function withPostgres<T>(
  dataDir: string,
  store: ObjectStore,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbeddedPostgres(dataDir)
  try {
    return await work({ databaseUrl: postgres.url, store })
  } finally {
    await postgres.stop()
  }
}
