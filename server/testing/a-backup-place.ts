/** A server, and a folder in which backups of it are made, for the tests of one file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BackupSource } from '../operations/backup.ts'
import { aServer, type TestServer } from './a-server.ts'

export interface BackupPlace {
  readonly server: TestServer
  readonly source: BackupSource
  /** A folder of that name; it need not be there. */
  place(name: string): string
  /** A new, empty folder. */
  aFolder(name: string): string
  stop(): Promise<void>
}

export async function aBackupPlace(): Promise<BackupPlace> {
  const server = await aServer()
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'))
  return {
    server,
    source: { databaseUrl: server.database.url, store: server.services.store },
    place: (name) => join(folder, name),
    aFolder: (name) => mkdtempSync(join(folder, name)),
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
