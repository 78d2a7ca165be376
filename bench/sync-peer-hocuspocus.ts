/** Hocuspocus with its database extension on a PostgreSQL, all settings as they come. */
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import pg from 'pg'
import { answerParent } from './sync-child.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 16 })

answerParent(async () => {
  await pool.query(
    'create table if not exists document (name text primary key, state bytea not null)',
  )
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: false,
    extensions: [
      new Database({
        async fetch({ documentName }) {
          const sql = 'select state from document where name = $1'
          const { rows } = await pool.query<{ state: Buffer }>(sql, [documentName])
          return rows[0]?.state ?? null
        },
        async store({ documentName, state }) {
          await pool.query(
            `insert into document (name, state) values ($1, $2)
             on conflict (name) do update set state = excluded.state`,
            [documentName, state],
          )
        },
      }),
    ],
  })
  await server.listen()
  const address = server.httpServer.address()
  return typeof address === 'object' && address ? address.port : 0
})
