/**
 * The floor under "pass on after the commit": bare sockets that pass every frame on once PostgreSQL
 * has it in a table. Frames that come while a commit is under way share the next; nothing is read,
 * judged, numbered or acknowledged.
 */
import pg from 'pg'
import type { WebSocket } from 'ws'
import { bareRooms, passOn, type Room } from './sync-bare-rooms.ts'
import { answerParent } from './sync-child.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 })

interface Waiting {
  readonly frame: Buffer
  readonly from: WebSocket
  readonly room: Room
}

let waiting: Waiting[] = []
let committing = false

async function commit(): Promise<void> {
  committing = true
  while (waiting.length > 0) {
    const batch = waiting
    waiting = []
    await pool.query('insert into frame (bytes) select unnest($1::bytea[])', [
      batch.map(({ frame }) => frame),
    ])
    for (const { frame, from, room } of batch) passOn(frame, from, room)
  }
  committing = false
}

answerParent(async () => {
  await pool.query(`create table if not exists frame
    (id bigint generated always as identity primary key, bytes bytea not null)`)
  return await bareRooms((frame, from, room) => {
    waiting.push({ frame, from, room })
    if (!committing) void commit()
  })
})
