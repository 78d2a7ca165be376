/** The whole server in the test's own process, on a free port and a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Actor } from '../db/people-rows.ts'
import type { Services } from '../http/services.ts'
import { actorOf } from '../sessions/session-desk.ts'
import { startServer } from '../start-server.ts'
import { aClient, type TestClient } from './a-client.ts'
import { aDatabase, type TestDatabase } from './a-database.ts'
import { aNewsroom, type TestNewsroom, type Who } from './a-newsroom.ts'

export interface TestServer {
  readonly url: string
  readonly services: Services
  readonly newsroom: TestNewsroom
  readonly database: TestDatabase
  /** A signed-in device of that person. */
  client(who: Who): Promise<TestClient>
  /** Who that device is to the parts of this server. */
  actor(client: TestClient): Promise<Actor>
  /** Another server process's worth of server on the same database and objects. */
  sibling(): Promise<TestServer>
  stop(): Promise<void>
}

/** What servers that share a newsroom have in common. */
interface Surroundings {
  readonly database: TestDatabase
  readonly folder: string
  readonly newsroom: TestNewsroom | null
}

async function startIn(around: Surroundings): Promise<TestServer> {
  const config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: around.folder,
    databaseUrl: around.database.url,
    sample: false,
    publicUrl: undefined,
    contact: undefined,
    logLevel: 'silent',
  } as const
  let { newsroom } = around
  const server = await startServer(config, pino({ level: 'silent' }), {
    async prepare({ database }) {
      newsroom ??= await aNewsroom(database.db)
    },
  })
  if (!newsroom) throw new Error('no newsroom was made')
  const made = newsroom
  const siblings: TestServer[] = []
  return {
    url: server.url,
    services: server.services,
    newsroom: made,
    database: around.database,
    actor: ({ session }) => actorOf(server.services.database.db, session.token),
    client: (who) => aClient(server.url, made.people[who].email),
    async sibling() {
      const sibling = await startIn({ ...around, newsroom: made })
      siblings.push(sibling)
      return sibling
    },
    async stop() {
      for (const sibling of siblings) await sibling.stop()
      await server.stop()
      if (around.newsroom) return
      await around.database.drop()
      rmSync(around.folder, { recursive: true, force: true })
    },
  }
}

/** Starts a server with a small newsroom; `stop` ends its siblings too and drops the database. */
export async function aServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-server-'))
  return await startIn({ database: await aDatabase(), folder, newsroom: null })
}
