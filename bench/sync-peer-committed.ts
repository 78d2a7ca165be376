/**
 * The floor under "pass on after the commit": bare sockets that pass every frame on once PostgreSQL
 * has it in a table. Frames that come while a commit is under way share the next; nothing is read,
 * judged, numbered or acknowledged.
 */
import pg from 'pg'
import { type WebSocket, WebSocketServer } from 'ws'
import { answerParent } from './sync-child.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 1 })

interface Waiting {
  readonly frame: Buffer
  readonly from: WebSocket
  readonly room: ReadonlySet<WebSocket>
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
    for (const { frame, from, room } of batch) {
      for (const other of room) if (other !== from) other.send(frame)
    }
  }
  committing = false
}

answerParent(async () => {
  await pool.query(`create table if not exists frame
    (id bigint generated always as identity primary key, bytes bytea not null)`)
  const rooms = new Map<string, Set<WebSocket>>()
  return await new Promise<number>((resolve) => {
    const server = new WebSocketServer(
      { port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 2048 },
      () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      },
    )
    server.on('connection', (socket, request) => {
      const name = request.url ?? ''
      const room = rooms.get(name) ?? new Set<WebSocket>()
      rooms.set(name, room.add(socket))
      socket.on('message', (frame: Buffer) => {
        waiting.push({ frame, from: socket, room })
        if (!committing) void commit()
      })
      socket.on('close', () => room.delete(socket))
    })
  })
})
