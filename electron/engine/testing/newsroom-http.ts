/** Puts a newsroom in memory on the wire, HTTP and WebSocket, with faults on demand. */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { sentCommandSchema } from '../../../shared/model/commands.ts'
import { type AssetId, parseAssetId, type StoryId } from '../../../shared/model/ids.ts'
import type { Person } from '../../../shared/model/people.ts'
import {
  packedType,
  pullRequestSchema,
  pushItemSchema,
} from '../../../shared/protocol/documents.ts'
import { deskFrameSchema, type ServerFrame } from '../../../shared/protocol/live.ts'
import { signInSchema } from '../../../shared/protocol/session.ts'
import { startUploadSchema } from '../../../shared/protocol/uploads.ts'
import { packFrame, packSequence, unpackFrame, unpackSequence } from '../sync/line/frames.ts'
import { NewsroomInMemory } from './newsroom.ts'
import { SetAsideTexts } from './set-aside-texts.ts'

export const password = 'correct horse'

interface SignedIn {
  readonly person: Person
  readonly device: string
}
interface Member extends SignedIn {
  readonly socket: WebSocket
  readonly stories: Set<StoryId>
}

const failure = (code: string, retry: 'later' | 'never' = 'never') => ({
  code,
  message: code,
  retry,
})

export class NewsroomServer {
  readonly newsroom = new NewsroomInMemory()
  readonly setAside = new SetAsideTexts()
  readonly uploads = new Map<AssetId, { bytes: number; got: Buffer[] }>()
  /** Next request ("POST /v1/commands") whose answer is lost after the work was done. */
  loseAnswerTo: string | null = null
  /** Acknowledgements that are lost, and the live line with them. */
  loseAcks = 0
  /** Pictures begin to come and do not go on; how many have begun. */
  stuckPictures = 0
  /** Whose updates are taken, and they do not hear of it for now. */
  holdAcksOf: string | null = null
  /** Paths that fail with 503 while they are in here. */
  readonly failing = new Set<string>()
  /** Updated to another protocol; live lines that stand go on, as behind a balancer. */
  speaksAnother = false
  /** Bulk pushes to be sent away, and for how many milliseconds. */
  tooMuch = { times: 0, retryAfter: 0 }
  /** Why no whole picture is taken, when none is. */
  refuseUploads: string | null = null
  /** What the server complains of at every part, when it does. */
  failUploads: string | null = null
  /** How a colleague's frame leaves: at once, or as a bad line has it, later or twice. */
  deliver: (send: () => void) => void = (send) => send()
  readonly asked: string[] = []
  readonly #sessions = new Map<string, SignedIn>()
  readonly #members = new Set<Member>()
  readonly #http = createServer((request, response) => void this.#answer(request, response))
  readonly #sockets = new WebSocketServer({ noServer: true })
  #port = 0

  constructor() {
    this.newsroom.onFeed = () => this.#broadcast({ t: 'head', position: this.newsroom.head })
    this.#http.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#welcome(ws))
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#http.address() as AddressInfo).port
  }

  /** Gone without a word; `start` brings it back on the same port. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#http.close(resolve))
    // Also those that have not said hello: closing waits for every socket.
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#members.clear()
    this.#http.closeAllConnections()
    await closed
  }

  /** Ends every session: tokens open nothing any more. */
  signEverybodyOut(): void {
    this.#sessions.clear()
    for (const { socket } of this.#members) socket.close(4401)
  }

  #broadcast(frame: ServerFrame): void {
    for (const { socket } of this.#members) socket.send(packFrame(frame))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', this.url)
    if (url.pathname.startsWith('/v1/assets/')) return this.#stick(response)
    const asked = `${request.method} ${url.pathname}`
    this.asked.push(asked)
    const [status, body] = this.#route(request, url, Buffer.concat(chunks))
    if (this.loseAnswerTo && asked.startsWith(this.loseAnswerTo)) {
      this.loseAnswerTo = null
      request.socket.destroy()
      return
    }
    const packed = Buffer.isBuffer(body)
    response.writeHead(status, { 'content-type': packed ? packedType : 'application/json' })
    response.end(packed ? body : JSON.stringify(body))
  }

  #stick(response: ServerResponse): void {
    this.stuckPictures += 1
    response.writeHead(200, { 'content-type': 'image/webp', 'content-length': 1_000_000 })
    response.write(Buffer.alloc(1000))
  }

  #route(request: IncomingMessage, url: URL, body: Buffer): [number, unknown] {
    if ([...this.failing].some((path) => url.pathname.startsWith(path))) {
      const ofOne = url.pathname.startsWith('/v1/uploads/')
      return ofOne
        ? [500, failure('internal', 'later')]
        : [503, failure('database-unavailable', 'later')]
    }
    if (this.speaksAnother) return [426, failure('wrong-protocol')]
    if (url.pathname === '/v1/sessions') return this.#signIn(signInSchema.parse(json(body)))
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    const who = this.#sessions.get(token)
    if (!who) return [401, failure('not-signed-in')]
    if (url.pathname === '/v1/changes') return [200, this.#changes(url.searchParams)]
    if (url.pathname === '/v1/commands') {
      return [200, this.newsroom.judge(sentCommandSchema.parse(json(body)), who.person)]
    }
    if (url.pathname === '/v1/documents/push') {
      if (this.tooMuch.times-- <= 0) return [200, this.#push(body, who)]
      const { retryAfter } = this.tooMuch
      return [429, { ...failure('too-much-at-once', 'later'), retryAfter }]
    }
    if (url.pathname === '/v1/documents/pull') return [200, this.#pull(body)]
    if (url.pathname === '/v1/quarantine') {
      return [
        200,
        body.length > 0 ? this.setAside.take(body, who.person) : this.setAside.of(who.person),
      ]
    }
    if (url.pathname.startsWith('/v1/uploads/')) return this.#upload(request, url, body)
    return [404, failure('not-found')]
  }

  #signIn({ email, password: given, device }: ReturnType<typeof signInSchema.parse>) {
    const person = this.newsroom.people.get(email)
    if (!person || given !== password) return [401, failure('wrong-password')] as [number, unknown]
    const token = randomUUID()
    this.#sessions.set(token, { person, device })
    const { newsroom, desks } = this.newsroom
    return [201, { token, expiresAt: Date.now() + 1e9, person, newsroom, desks }] as [
      number,
      unknown,
    ]
  }

  #changes(query: URLSearchParams) {
    const epoch = query.get('epoch')
    const cursor = epoch ? { epoch, after: Number(query.get('after')) } : null
    return this.newsroom.changes(cursor, Number(query.get('limit')))
  }

  #push(body: Buffer, who: SignedIn): Buffer {
    const answers = unpackSequence(body, pushItemSchema).map(({ story, ref, update }) => {
      const result = this.#append(story, ref, update, who)
      return typeof result === 'string'
        ? { kind: 'refused', story, ref, code: result, message: result }
        : { kind: 'logged', story, ref, seq: result.seq }
    })
    return Buffer.from(packSequence(answers))
  }

  #pull(body: Buffer): Buffer {
    const { stories } = unpackFrame(body, pullRequestSchema)
    const items = stories.flatMap(({ story, have }) => {
      const found = this.newsroom.since(story, have)
      return found ? [{ story, ...found }] : []
    })
    return Buffer.from(packSequence(items))
  }

  #append(story: StoryId, ref: number, update: Uint8Array, { person, device }: SignedIn) {
    const before = this.newsroom.logs.get(story)?.length ?? 0
    const logged = this.newsroom.append(story, update, { device, ref, by: person })
    if (typeof logged === 'string' || logged.seq <= before) return logged
    const frame: ServerFrame = {
      t: 'updates',
      story,
      from: logged.seq - 1,
      to: logged.seq,
      update: new Uint8Array(update),
      by: person.id,
    }
    for (const member of this.#members) {
      if (member.device !== device && member.stories.has(story))
        this.deliver(() => member.socket.send(packFrame(frame)))
    }
    return logged
  }

  #upload(request: IncomingMessage, url: URL, body: Buffer): [number, unknown] {
    const asset = parseAssetId(url.pathname.split('/').at(-1))
    if (request.method === 'PUT' && !this.uploads.has(asset)) {
      this.uploads.set(asset, { bytes: startUploadSchema.parse(json(body)).bytes, got: [] })
    }
    const upload = this.uploads.get(asset)
    if (!upload) return [404, failure('not-found')]
    const offset = () => upload.got.reduce((sum, part) => sum + part.length, 0)
    if (request.method === 'PATCH') {
      if (this.failUploads) return [507, failure(this.failUploads, 'later')]
      if (Number(request.headers['upload-offset']) !== offset()) {
        return [409, failure('upload-offset', 'later')]
      }
      upload.got.push(body)
    }
    const complete = offset() === upload.bytes
    const hash = createHash('sha256').update(Buffer.concat(upload.got)).digest('hex')
    const refused = this.refuseUploads ?? (hash === asset ? null : 'wrong-hash')
    if (complete && refused) {
      this.uploads.delete(asset)
      return [422, failure(refused)]
    }
    return [200, { asset, offset: offset(), bytes: upload.bytes, complete }]
  }

  #welcome(socket: WebSocket): void {
    let member: Member | null = null
    const send = (frame: ServerFrame) => socket.send(packFrame(frame))
    socket.on('close', () => member && this.#members.delete(member))
    socket.on('message', (data) => {
      const frame = unpackFrame(data as Buffer, deskFrameSchema)
      if (frame.t === 'hello') {
        const who = this.#sessions.get(frame.token)
        if (!who) return socket.close(4401)
        member = { ...who, socket, stories: new Set() }
        this.#members.add(member)
        const { epoch, head } = this.newsroom
        return send({ t: 'welcome', now: Date.now(), epoch, head })
      }
      if (!member) return socket.close(4400)
      if (frame.t === 'open') {
        member.stories.add(frame.story)
        const found = this.newsroom.since(frame.story, frame.have)
        if (!found) return
        const update = new Uint8Array(found.update)
        const range = { from: frame.have, to: found.seq }
        const by = found.authors.at(-1) ?? member.person.id
        send({ t: 'updates', story: frame.story, ...range, update, by })
      }
      if (frame.t !== 'update') return
      const { story, ref, update } = frame
      const result = this.#append(story, ref, update, member)
      if (this.loseAcks > 0) {
        this.loseAcks -= 1
        return socket.terminate()
      }
      if (this.holdAcksOf === member.person.name) return
      if (typeof result !== 'string') return send({ t: 'ack', story, ref, seq: result.seq })
      send({ t: 'refused', story, ref, code: result, message: result })
    })
  }
}

const json = (body: Buffer): unknown => JSON.parse(body.toString('utf8'))

/** A server that is stopped after the test. */
export async function aServer(): Promise<NewsroomServer> {
  const server = new NewsroomServer()
  await server.start()
  onTestFinished(() => server.stop())
  return server
}
