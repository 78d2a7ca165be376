/**
 * Whole engines with their stores, and a newsroom's server on HTTP and WebSocket whose line is bad:
 * answers and acknowledgements are lost, frames come late and twice, desks die.
 *
 * FUZ4  Every command is judged once, every desk ends with the facts and the texts of the server, and
 *      no word and no picture that a desk said it had is missing or stands twice.
 */

import { withDocument } from '../../../electron/engine/store/story-texts.ts'
import { until } from '../../../electron/engine/testing/a-desk.ts'
import { aJpeg } from '../../../electron/engine/testing/a-picture.ts'
import { NewsroomServer } from '../../../electron/engine/testing/newsroom-http.ts'
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import { addMedia } from '../../../shared/document/story-doc.ts'
import type { Command } from '../../../shared/model/commands.ts'
import { type AssetId, newMediaKey, type StoryId } from '../../../shared/model/ids.ts'
import { blockText } from '../../../shared/model/story.ts'
import { Random } from '../random.ts'
import { SyncDesk } from './sync-desk.ts'

export interface SyncOutcome {
  words: number
  commands: number
  pictures: number
  deaths: number
  readonly steps: string[]
  broken: string | null
}

const deeds = {
  write: 50,
  command: 14,
  offline: 7,
  online: 7,
  picture: 3,
  dies: 6,
  'server goes': 2,
  'loses acknowledgements': 4,
  'loses an answer': 4,
  'fails for a while': 3,
} as const

type Deed = keyof typeof deeds

export async function playSync(seed: number): Promise<SyncOutcome> {
  const run = new SyncRun(seed)
  try {
    await run.start()
    const steps = run.random.between(15, 40)
    for (let n = 0; n < steps; n++) await run.step()
    await run.healAndCheck()
  } catch (error) {
    run.outcome.broken = error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    await run.end()
  }
  return run.outcome
}

class SyncRun {
  readonly random: Random
  readonly outcome: SyncOutcome = {
    words: 0,
    commands: 0,
    pictures: 0,
    deaths: 0,
    steps: [],
    broken: null,
  }
  readonly #server = new NewsroomServer()
  readonly #desks: SyncDesk[]
  readonly #stories: StoryId[] = []
  readonly #words = new Map<string, StoryId>()
  readonly #commands: string[] = []
  readonly #assets = new Set<AssetId>()
  #held: (() => void)[] = []

  constructor(seed: number) {
    this.random = new Random(seed)
    const names = ['salma', 'majid', 'noor'].slice(0, this.random.between(2, 3))
    this.#desks = names.map((name) => new SyncDesk(name))
  }

  async start(): Promise<void> {
    await this.#server.start()
    for (const { name } of this.#desks) {
      this.#server.newsroom.person(name, name === 'majid' ? 'desk-chief' : 'reporter')
    }
    for (const { desk, name } of this.#desks) await desk.signIn(this.#server.url, name)
    for (let n = this.random.between(1, 2); n > 0; n--) {
      const story = await this.#desks[0]?.desk.create()
      if (story) this.#stories.push(story)
    }
    for (const one of this.#desks) {
      for (const story of this.#stories) await until(() => one.has(story), 'the story')
    }
    this.#server.deliver = (send) => this.#onABadLine(send)
  }

  async step(): Promise<void> {
    const one = this.random.pick(this.#desks)
    const deed: Deed = this.random.weighted(deeds)
    this.outcome.steps.push(`${one.name}: ${deed}`)
    const story = this.random.pick(this.#stories)
    if (deed === 'write') await this.#write(one, story)
    else if (deed === 'command') await this.#command(one, story)
    else if (deed === 'picture') await this.#picture(one, story)
    else if (deed === 'offline') await one.desk.offline()
    else if (deed === 'online') await one.desk.offline(false)
    else if (deed === 'dies') await this.#dies(one)
    else await this.#fault(deed)
  }

  async healAndCheck(): Promise<void> {
    this.#server.failing.clear()
    this.#server.loseAcks = 0
    this.#server.loseAnswerTo = null
    this.#server.deliver = (send) => send()
    for (const send of this.#held.splice(0)) send()
    for (const { desk } of this.#desks) {
      await desk.offline(false)
      desk.engine.wake()
    }
    for (const { desk } of this.#desks) await desk.level()
    for (const asset of this.#assets) await until(() => this.#isThere(asset), `picture ${asset}`)
    for (const story of this.#stories) {
      for (const one of this.#desks) await this.#agree(one, story)
      this.#checkWords(story)
    }
    this.#checkCommands()
  }

  async end(): Promise<void> {
    for (const desk of this.#desks) await desk.close().catch(() => undefined)
    await this.#server.stop().catch(() => undefined)
  }

  async #write(one: SyncDesk, story: StoryId): Promise<void> {
    if (!(await one.has(story))) return
    const word = `word${this.outcome.words}`
    await one.write(story, word, this.random)
    this.#words.set(word, story)
    this.outcome.words += 1
  }

  async #command(one: SyncDesk, story: StoryId): Promise<void> {
    if (!(await one.has(story))) return
    const { version } = await one.desk.window.call('story:version', { story })
    const isSubmitted = (await one.desk.row(story))?.fact.work.at === 'submitted'
    const command: Command = isSubmitted
      ? this.random.pick<Command>([
          { do: 'withdraw', story },
          { do: 'return', story, reason: 'Please say who is affected.' },
          { do: 'approve', story, version },
        ])
      : { do: 'submit', story, version }
    const answer = await one.desk.window.call('command:send', { command })
    if (answer.kind !== 'queued') return
    this.#commands.push(answer.id)
    this.outcome.commands += 1
  }

  async #picture(one: SyncDesk, story: StoryId): Promise<void> {
    if (!(await one.has(story))) return
    const size = 40 + this.outcome.pictures
    const bytes = new Uint8Array(await aJpeg(size, size))
    const { asset } = await one.desk.window.call('asset:ingest', { fileName: 'quay.jpg', bytes })
    await one.desk.window.edit(story, (doc) =>
      addMedia(doc, newMediaKey(), { asset, caption: '', credit: '', alt: '' }),
    )
    this.#assets.add(asset)
    this.outcome.pictures += 1
  }

  async #dies(one: SyncDesk): Promise<void> {
    await one.die()
    this.outcome.deaths += 1
    for (const story of this.#stories) await one.has(story)
  }

  async #fault(deed: Deed): Promise<void> {
    const server = this.#server
    if (deed === 'loses acknowledgements') server.loseAcks = this.random.between(1, 3)
    else if (deed === 'loses an answer') {
      const path = this.random.pick(['commands', 'documents/push', 'uploads'])
      server.loseAnswerTo = path === 'uploads' ? 'PATCH /v1/uploads' : `POST /v1/${path}`
    } else if (deed === 'fails for a while') {
      const path = this.random.pick(['/v1/documents', '/v1/commands', '/v1/changes'])
      if (server.failing.size > 0) server.failing.clear()
      else server.failing.add(path)
    } else {
      await server.stop()
      await server.start()
      for (const { desk } of this.#desks) desk.engine.wake()
    }
  }

  /** A colleague's frame comes at once, twice, or after the next ones. */
  #onABadLine(send: () => void): void {
    const what = this.random.next()
    if (what < 0.15) this.#held.push(send)
    else {
      send()
      if (what < 0.35) send()
      if (what > 0.7) for (const late of this.random.shuffled(this.#held.splice(0))) late()
    }
  }

  #isThere(asset: AssetId): boolean {
    const upload = this.#server.uploads.get(asset)
    return upload?.got.reduce((sum, part) => sum + part.length, 0) === upload?.bytes && !!upload
  }

  #onServer(story: StoryId) {
    const parts = (this.#server.newsroom.logs.get(story) ?? []).map(({ update }) => update)
    return withDocument(parts, projectStory)
  }

  async #agree(one: SyncDesk, story: StoryId): Promise<void> {
    await one.has(story)
    const expected = canonicalContent(this.#onServer(story))
    await until(() => {
      const doc = one.desk.window.docs.get(story)
      return doc !== undefined && canonicalContent(projectStory(doc)) === expected
    }, `the text of the server in the window of ${one.name}`)
    const fresh = await one.desk.window.open(story)
    if (canonicalContent(projectStory(fresh)) !== expected) {
      throw new Error(`the store of ${one.name} says something else than the server`)
    }
    const fact = this.#server.newsroom.story(story)
    await until(
      async () => (await one.desk.row(story))?.fact.revision === fact?.revision,
      `the fact of the server at ${one.name}`,
    )
  }

  #checkWords(story: StoryId): void {
    const { headline, standfirst, blocks } = this.#onServer(story)
    const all = [headline, standfirst, ...blocks.map(blockText)].join(' ').split(/\s+/)
    for (const [word, where] of this.#words) {
      const count = all.filter((each) => each === word).length
      if (where === story && count !== 1) throw new Error(`${word} stands ${count} times`)
    }
  }

  #checkCommands(): void {
    for (const id of this.#commands) {
      const times = this.#server.newsroom.judged.filter((sent) => sent.id === id).length
      if (times !== 1) throw new Error(`command ${id} was judged ${times} times`)
    }
  }
}
