/**
 * A desk reduced to the wire: signs in, pushes story text and sends commands as `shared/protocol`
 * says, and remembers what the server acknowledged. It keeps no engine and no screen.
 */

import { Packr } from 'msgpackr'
import * as Y from 'yjs'
import type { z } from 'zod'
import { applyPacked, packUpdate } from '../../shared/document/encoding.ts'
import { createStoryDoc, headlineOf } from '../../shared/document/story-doc.ts'
import type { Command, SentCommand } from '../../shared/model/commands.ts'
import {
  type DeskId,
  type DeviceId,
  newCommandId,
  newDeviceId,
  newStoryId,
  newTranslationGroupId,
  parseDeskId,
  type StoryId,
} from '../../shared/model/ids.ts'
import { type Change, type ChangesPage, changesPageSchema } from '../../shared/protocol/changes.ts'
import { type Verdict, verdictSchema } from '../../shared/protocol/commands.ts'
import {
  type PullItem,
  type PushAnswer,
  type PushItem,
  packedType,
  pullItemSchema,
  pushAnswerSchema,
} from '../../shared/protocol/documents.ts'
import { type Session, sessionSchema } from '../../shared/protocol/session.ts'
import { protocolHeader, protocolVersion } from '../../shared/protocol/version.ts'
import { type SamplePerson, samplePassword, samplePeople } from './sample-people.ts'

const packr = new Packr({ useRecords: false })

/** A request in flight when its server dies must fail, not hang. */
const answerWithin_ms = 10_000

export class WireRefused extends Error {
  readonly code = 'wire-refused'
  readonly retry = 'never'
  readonly status: number
  constructor(status: number, body: string) {
    super(`${status}: ${body}`)
    this.status = status
  }
}

async function sequence<T>(answer: Response, item: z.ZodType<T>): Promise<T[]> {
  const items: T[] = []
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (bytes.length > 0)
    packr.unpackMultiple(bytes, (value: unknown) => void items.push(item.parse(value)))
  return items
}

export interface WireDesk {
  readonly session: Session
  readonly device: DeviceId
  readonly headers: Record<string, string>
  command(command: Command, counter?: number): Promise<Verdict>
  /** A command on its way, with its id and counter: to be sent again as it is. */
  wrap(command: Command, counter?: number): SentCommand
  send(sent: SentCommand): Promise<Verdict>
  push(items: readonly PushItem[]): Promise<PushAnswer[]>
  pull(stories: readonly StoryId[]): Promise<PullItem[]>
  changes(after: number, epoch?: string): Promise<ChangesPage>
}

/** Signs a sample person in over HTTP. */
export async function aWireDesk(server: string, person: SamplePerson): Promise<WireDesk> {
  const device = newDeviceId()
  const versioned = { [protocolHeader]: String(protocolVersion) }
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(new URL(path, server), {
      ...init,
      signal: AbortSignal.timeout(answerWithin_ms),
    })
    if (!answer.ok) throw new WireRefused(answer.status, await answer.text())
    return answer
  }
  const signIn = await ask('/v1/sessions', {
    method: 'POST',
    headers: { ...versioned, 'content-type': 'application/json' },
    body: JSON.stringify({ email: samplePeople[person], password: samplePassword, device }),
  })
  const session = sessionSchema.parse(await signIn.json())
  const headers = { ...versioned, authorization: `Bearer ${session.token}` }
  const packed = { ...headers, 'content-type': packedType, accept: packedType }
  let issued = 0
  const wrap = (command: Command, counter?: number): SentCommand => {
    issued += 1
    const place = { device, counter: counter ?? issued, issuedAt: Date.now() }
    return { id: newCommandId(), ...place, command }
  }
  const send = async (sent: SentCommand): Promise<Verdict> => {
    const answer = await ask('/v1/commands', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    })
    return verdictSchema.parse(await answer.json())
  }
  return {
    session,
    device,
    headers,
    wrap,
    send,
    command: (command, counter) => send(wrap(command, counter)),
    async push(items) {
      const body = Buffer.concat(items.map((item) => packr.pack(item)))
      const answer = await ask('/v1/documents/push', { method: 'POST', headers: packed, body })
      return sequence(answer, pushAnswerSchema)
    },
    async pull(stories) {
      const body = packr.pack({ stories: stories.map((story) => ({ story, have: 0 })) })
      const answer = await ask('/v1/documents/pull', {
        method: 'POST',
        headers: packed,
        body: new Uint8Array(body),
      })
      return sequence(answer, pullItemSchema)
    },
    async changes(after, epoch) {
      const query = new URLSearchParams({ after: String(after), limit: '1000' })
      if (epoch) query.set('epoch', epoch)
      return changesPageSchema.parse(await (await ask(`/v1/changes?${query}`, { headers })).json())
    },
  }
}

/** A story that a wire desk writes: its document, and every update it has made, in order. */
export interface WireStory {
  readonly id: StoryId
  readonly doc: Y.Doc
  readonly updates: readonly Uint8Array[]
}

/** Creates a story on the server and its document here; its first update is not pushed yet. */
export async function aWireStory(
  desk: WireDesk,
  on: DeskId = parseDeskId('city'),
): Promise<WireStory> {
  const id = newStoryId()
  const verdict = await desk.command({
    do: 'create-story',
    story: id,
    desk: on,
    language: 'en',
    translationGroup: newTranslationGroupId(),
  })
  if (verdict.kind === 'refused') throw new WireRefused(200, verdict.because)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('updateV2', (update) => updates.push(packUpdate(update)))
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: '', firstBlock: 'first' })
  return { id, doc, updates }
}

/** Appends words to the headline: one update. */
export function write(story: WireStory, words: string): Uint8Array {
  const headline = headlineOf(story.doc)
  headline.insert(headline.length, words)
  const update = story.updates.at(-1)
  if (!update) throw new WireRefused(0, 'writing made no update')
  return update
}

/** The headline that the server's whole log of a story gives. */
export async function headlineOnServer(desk: WireDesk, story: StoryId): Promise<string> {
  const doc = new Y.Doc()
  for (const item of await desk.pull([story])) {
    if (item.story === story) applyPacked(doc, item.update)
  }
  return headlineOf(doc).toString()
}

/** The change feed from a position to its end. */
export async function changesSince(desk: WireDesk, after: number): Promise<Change[]> {
  const changes: Change[] = []
  let page = await desk.changes(after)
  for (;;) {
    changes.push(...page.changes)
    if (!page.more) return changes
    page = await desk.changes(page.next, page.epoch)
  }
}
