/** Back online, our way: one request for many stories, as the engine's outgoing and incoming text send them. */
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { Packr } from 'msgpackr'
import type { StoryId } from '../shared/model/ids.ts'
import { type PullItem, type PushAnswer, packedType } from '../shared/protocol/documents.ts'
import { protocolHeader, protocolVersion } from '../shared/protocol/version.ts'
import { inLanes } from './sync-in-lanes.ts'
import type { CatchUpJob, CatchUpResult, Pass } from './sync-jobs.ts'
import { clientNumber, together, typed } from './sync-updates.ts'

/** As many as a desk sends in one request (electron/engine/sync). */
const storiesAtOnce = 500
/** Requests that a pull has under way at once (electron/engine/sync/text/incoming-text.ts). */
const pullsAtOnce = 2
/** Letters of one update: what is typed between two writes to the log. */
export const lettersOffline = 6
const packr = new Packr({ useRecords: false })

interface Line {
  ask(path: string, body: Uint8Array): Promise<unknown[]>
  bytes(): { bytesUp: number; bytesDown: number }
  close(): void
}

function line(port: number, { token }: Pass): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: pullsAtOnce })
  const sockets = new Set<Socket>()
  const headers = {
    [protocolHeader]: String(protocolVersion),
    authorization: `Bearer ${token}`,
    'content-type': packedType,
  }
  return {
    ask: (path, body) =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, path, method: 'POST', agent }
        const length = { 'content-length': body.length }
        const asked = request({ ...options, headers: { ...headers, ...length } }, (answer) => {
          whole(answer).then((bytes) => {
            if (answer.statusCode !== 200) reject(new Error(bytes.toString()))
            else resolve(bytes.length === 0 ? [] : (packr.unpackMultiple(bytes) as unknown[]))
          }, reject)
        })
        asked.on('socket', (socket) => sockets.add(socket))
        asked.on('error', reject)
        asked.end(body)
      }),
    bytes: () => ({
      bytesUp: [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
      bytesDown: [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0),
    }),
    close: () => agent.destroy(),
  }
}

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function push(desk: Line, bodies: readonly Uint8Array[], expected: number): Promise<void> {
  let logged = 0
  for (const body of bodies) {
    const answers = (await desk.ask('/v1/documents/push', body)) as PushAnswer[]
    logged += answers.filter(({ kind }) => kind === 'logged').length
  }
  if (logged !== expected) throw new Error(`${logged} of ${expected} updates logged`)
}

async function pull(desk: Line, stories: readonly StoryId[], least: number): Promise<void> {
  let whole = 0
  await inLanes(chunks(stories, storiesAtOnce), pullsAtOnce, async (asked) => {
    const body = packr.pack({ stories: asked.map((story) => ({ story, have: 0 })) })
    const items = (await desk.ask('/v1/documents/pull', body)) as PullItem[]
    whole += items.filter(({ update }) => update.length >= least).length
  })
  if (whole !== stories.length) throw new Error(`${whole} of ${stories.length} stories pulled`)
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  )
}

const sequence = (items: readonly unknown[]): Uint8Array =>
  Buffer.concat(items.map((item) => packr.pack(item)))

/** Runs one job; what is sent is made before the clock starts. */
export async function catchUpOurs(job: CatchUpJob): Promise<CatchUpResult> {
  const desk = line(job.port, job.pass)
  const all = () => typed(clientNumber(0), job.updatesPerStory, lettersOffline)
  const least = job.updatesPerStory * lettersOffline
  let work: () => Promise<void>
  if (job.do === 'pull') work = () => pull(desk, job.stories, least)
  else if (job.do === 'push') {
    const { packed: update } = together(all())
    const items = job.stories.map((story, n) => ({ story, ref: n + 1, update }))
    const bodies = chunks(items, storiesAtOnce).map(sequence)
    work = () => push(desk, bodies, items.length)
  } else {
    const changes = all()
    const items = job.stories.flatMap((story) =>
      changes.map(({ packed: update }, n) => ({ story, ref: n + 1, update })),
    )
    work = () => push(desk, chunks(items, 5000).map(sequence), items.length)
  }
  const started = performance.now()
  await work()
  const seconds = (performance.now() - started) / 1000
  const { bytesUp, bytesDown } = desk.bytes()
  desk.close()
  return { seconds, bytesUp, bytesDown }
}
