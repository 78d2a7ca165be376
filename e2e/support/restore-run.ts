/**
 * Desks that work before a backup, after it, and after the restore; and what all of them together
 * held when the server was lost. Used by the long proof and by the short test alike.
 */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { aJpeg } from '../../electron/engine/testing/a-picture.ts'
import { applyPacked, packUpdate } from '../../shared/document/encoding.ts'
import { headlineOf, metaOf } from '../../shared/document/story-doc.ts'
import type { Gives, Takes } from '../../shared/ipc/channel.ts'
import type { EngineCalls } from '../../shared/ipc/engine-contract.ts'
import type { Command } from '../../shared/model/commands.ts'
import type { Fact } from '../../shared/model/facts.ts'
import {
  type AssetId,
  type BreakingId,
  newBreakingId,
  parseDeskId,
  type StoryId,
} from '../../shared/model/ids.ts'
import { termKeySchema } from '../../shared/model/vocabulary.ts'
import { until } from './until.ts'

const city = parseDeskId('city')

/** A desk as its window asks it. */
export interface PenDesk {
  readonly name: string
  call<K extends keyof EngineCalls>(
    name: K,
    input: Takes<EngineCalls, K>,
  ): Promise<Gives<EngineCalls, K>>
}

/** What was written anywhere and must be on the server in the end. */
export interface Held {
  readonly words: Map<StoryId, string[]>
  readonly terms: string[]
  readonly lines: BreakingId[]
  readonly pictures: AssetId[]
  /** Stories that were live when the backup was made. */
  readonly live: StoryId[]
  /** Who wrote each story that only desks knew. */
  readonly writers: Map<StoryId, string>
}

export const nothingHeld = (): Held => ({
  words: new Map(),
  terms: [],
  lines: [],
  pictures: [],
  live: [],
  writers: new Map(),
})

/** A look at a server, past all desks. */
export interface Look {
  facts(): Promise<Fact[]>
  headline(story: StoryId): Promise<string>
  original(asset: AssetId): Promise<Uint8Array | null>
}

let serial = 0
/** A word that nobody else has written. */
const aWord = (desk: PenDesk): string => `${desk.name}${++serial}`

/** Writes one more word at the end of a story's headline. */
export async function addWord(desk: PenDesk, story: StoryId, held: Held): Promise<void> {
  const word = aWord(desk)
  await edit(desk, story, (doc) => headlineOf(doc).insert(headlineOf(doc).length, ` ${word}`))
  held.words.set(story, [...(held.words.get(story) ?? []), word])
}

async function opened(desk: PenDesk, story: StoryId): Promise<Y.Doc> {
  const { state, tail } = await desk.call('story:open', { story })
  const doc = new Y.Doc()
  for (const part of [state, ...tail]) applyPacked(doc, part)
  return doc
}

async function edit(desk: PenDesk, story: StoryId, change: (doc: Y.Doc) => void): Promise<void> {
  const doc = await opened(desk, story)
  const updates: Uint8Array[] = []
  doc.on('updateV2', (update) => updates.push(packUpdate(update)))
  doc.transact(() => change(doc))
  for (const update of updates) {
    await desk.call('story:append', { story, update: new Uint8Array(update) })
  }
  await desk.call('story:close', { story })
}

export async function newStory(desk: PenDesk, held: Held): Promise<StoryId> {
  const wanted = { desk: city, language: 'en', kind: 'news', translationOf: null } as const
  const { story } = await desk.call('story:create', wanted)
  await edit(desk, story, (doc) => metaOf(doc).set('section', 'economy'))
  await addWord(desk, story, held)
  return story
}

export async function send(desk: PenDesk, command: Command): Promise<void> {
  const answer = await desk.call('command:send', { command })
  if (answer.kind === 'refused') throw new Error(`${command.do}: ${answer.because}`)
}

export async function newPicture(desk: PenDesk, held: Held): Promise<void> {
  // Drawn before anybody waits: no two desks take the same picture.
  serial += 1
  const bytes = await aJpeg(200 + serial, 150)
  const { asset } = await desk.call('asset:ingest', {
    fileName: `harbour-${bytes.length}.jpg`,
    bytes: new Uint8Array(bytes),
  })
  held.pictures.push(asset)
}

export async function newTerm(desk: PenDesk, held: Held): Promise<void> {
  const key = termKeySchema.parse(`dredging-${++serial}`)
  const labels = { en: key, ar: key, es: key }
  await send(desk, { do: 'add-term', scheme: 'topic', key, labels })
  held.terms.push(key)
}

export async function newLine(chief: PenDesk, held: Held): Promise<void> {
  const breaking = newBreakingId()
  const lines = { en: { attribution: 'Coast guard', text: `Fog ${++serial}` } }
  await send(chief, { do: 'breaking-send', breaking, lines, story: null, life: 86_400_000 })
  held.lines.push(breaking)
}

/** Until the server has everything this desk has. */
export const level = (desk: PenDesk): Promise<unknown> =>
  until(
    `${desk.name} to be level`,
    async () => {
      const state = await desk.call('network:state', {})
      const left = state.waitingUpdates + state.waitingCommands + state.waitingPictures
      if (state.state === 'online' && left === 0) return true
      throw new Error(JSON.stringify(state))
    },
    90_000,
  )

/** Until this desk has the story, from wherever it was made. */
export const has = (desk: PenDesk, story: StoryId, word: string): Promise<unknown> =>
  until(
    `${desk.name} to have the story`,
    async () => {
      const doc = await opened(desk, story)
      await desk.call('story:close', { story })
      return headlineOf(doc).toString().includes(word)
    },
    60_000,
  )

/** A story from its first word to the readers. */
export async function publish(reporter: PenDesk, chief: PenDesk, held: Held): Promise<StoryId> {
  const story = await newStory(reporter, held)
  const { version } = await reporter.call('story:version', { story })
  await send(reporter, { do: 'submit', story, version })
  await level(reporter)
  const stage = async (wanted: string) =>
    (await chief.call('stories:row', { story }))?.fact.work.at === wanted
  await until('the submission at the chief', () => stage('submitted'), 30_000)
  await has(chief, story, held.words.get(story)?.[0] ?? '')
  await send(chief, { do: 'approve', story, version })
  await send(chief, { do: 'publish', story, version })
  await level(chief)
  held.live.push(story)
  return story
}

/** What is missing on the server of all that was held; empty when nothing is. */
export async function missing(held: Held, look: Look): Promise<string[]> {
  const facts = await look.facts()
  const ids = new Set(facts.map((fact) => ('id' in fact ? fact.id : '')))
  const gone: string[] = []
  for (const [story, words] of held.words) {
    if (!ids.has(story)) gone.push(`story ${story}`)
    const there = new Set((await look.headline(story)).split(' '))
    gone.push(...words.filter((word) => !there.has(word)).map((word) => `${story}: ${word}`))
  }
  const terms = new Set<string>(facts.flatMap((fact) => (fact.type === 'term' ? [fact.key] : [])))
  gone.push(...held.terms.filter((key) => !terms.has(key)).map((key) => `term ${key}`))
  gone.push(...held.lines.filter((line) => !ids.has(line)).map((line) => `line ${line}`))
  for (const asset of held.pictures) {
    const bytes = ids.has(asset) ? await look.original(asset) : null
    const hash = bytes && createHash('sha256').update(bytes).digest('hex')
    if (hash !== asset) gone.push(`picture ${asset}`)
  }
  for (const fact of facts) {
    if (fact.type !== 'story') continue
    if (held.live.includes(fact.id) && fact.publication.at !== 'live') gone.push(`live ${fact.id}`)
    const writer = held.writers.get(fact.id)
    if (writer && writer !== fact.writer) gone.push(`writer of ${fact.id}`)
  }
  return gone
}

/** The time that a desk's lists show of a story. */
export async function editedAt(desk: PenDesk, story: StoryId): Promise<number> {
  const row = await desk.call('stories:row', { story })
  if (!row) throw new Error(`${desk.name} does not know ${story}`)
  return row.editedAt
}

/** Commands that a desk shows as refused: after a restore there must be none. */
export async function refusals(desk: PenDesk): Promise<string[]> {
  const { rows } = await desk.call('outbox:list', {})
  return rows.flatMap(({ command, state }) =>
    state.at === 'refused' ? [`${desk.name}: ${command.do} ${state.because}`] : [],
  )
}
