/**
 * Vitest global setup of the `pg` project: one real PostgreSQL for the whole run, in a temporary
 * folder. `aDatabase()` makes a fresh database in it for each caller.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of the run's cluster, without a database name. */
    postgresUrl: string
  }
}

/** Starts the cluster; what it returns stops it and removes its folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-pg-'))
  const cluster = await startEmbeddedPostgres(folder)
  project.provide('postgresUrl', cluster.url.replace(/\/[^/]*$/, ''))
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
