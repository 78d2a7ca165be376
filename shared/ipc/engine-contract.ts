/** Every call and event between a window and the engine, over its MessagePort. */
import { z } from 'zod'
import { commandSchema } from '../model/commands.ts'
import { breakingFactSchema, termFactSchema } from '../model/facts.ts'
import { assetIdSchema, commandIdSchema, deskIdSchema, storyIdSchema } from '../model/ids.ts'
import { deskSchema, newsroomSchema, personSchema } from '../model/people.ts'
import { refusalCodeSchema } from '../model/refusals.ts'
import { storyContentSchema, storyKindSchema } from '../model/story.ts'
import { instantSchema } from '../model/time.ts'
import { languageSchema } from '../model/vocabulary.ts'
import { quarantineListSchema } from '../protocol/quarantine.ts'
import { diskTroubleSchema, shownCareNoteSchema } from './care.ts'
import { call } from './channel.ts'
import {
  networkSchema,
  outboxRowSchema,
  picturesAwaySchema,
  presentPersonSchema,
  reviewSchema,
  safetySchema,
  searchHitSchema,
  shelvedAssetSchema,
  storyListSchema,
  storyPageSchema,
  storyRowSchema,
  versionSchema,
} from './rows.ts'

const nothing = z.object({})
const bytes = z.instanceof(Uint8Array)
const story = storyIdSchema

export const sessionStateSchema = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('signed-out'),
    server: z.string().nullable(),
    why: z.string().nullable(),
  }),
  z.object({
    at: z.literal('signed-in'),
    server: z.string(),
    person: personSchema,
    newsroom: newsroomSchema,
    desks: z.array(deskSchema),
  }),
  /** Somebody is signed in, but the file of their desk cannot be opened now; it is tried again. */
  z.object({
    at: z.literal('store-closed'),
    server: z.string(),
    because: diskTroubleSchema,
    /** The folder it is in, for whoever has to look. */
    folder: z.string(),
  }),
])
export type SessionState = z.infer<typeof sessionStateSchema>

export const engineCalls = {
  'session:state': call({ takes: nothing, gives: sessionStateSchema }),
  'session:sign-in': call({
    takes: z.object({ server: z.url(), email: z.email(), password: z.string().min(1) }),
    gives: sessionStateSchema,
  }),
  /** Keeps the local store; unsent work stays and leaves at the next sign-in of the same person. */
  'session:sign-out': call({ takes: nothing, gives: sessionStateSchema }),

  'network:state': call({ takes: nothing, gives: networkSchema }),
  'network:work-offline': call({ takes: z.object({ offline: z.boolean() }), gives: networkSchema }),

  /** Text and commands only, until it is switched off. */
  'network:save-data': call({ takes: z.object({ save: z.boolean() }), gives: networkSchema }),
  /** While data is saved: the pictures that wait leave all the same. */
  'network:send-pictures': call({ takes: nothing, gives: networkSchema }),

  'stories:list': call({
    takes: z.object({
      list: storyListSchema,
      desk: deskIdSchema.nullable(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    gives: storyPageSchema,
  }),
  'stories:row': call({ takes: z.object({ story }), gives: storyRowSchema.nullable() }),
  'stories:search': call({
    takes: z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(200) }),
    gives: z.object({ hits: z.array(searchHitSchema) }),
  }),

  /** Makes the document with its first paragraph and queues `create-story`. */
  'story:create': call({
    takes: z.object({
      desk: deskIdSchema,
      language: languageSchema,
      kind: storyKindSchema,
      translationOf: story.nullable(),
    }),
    gives: z.object({ story }),
  }),
  /**
   * The document: a packed state, and the few packed updates that came after it was folded; from
   * then on `story:update` events follow.
   */
  'story:open': call({
    takes: z.object({ story }),
    gives: z.object({ state: bytes, tail: z.array(bytes), row: storyRowSchema }),
  }),
  'story:close': call({ takes: z.object({ story }), gives: nothing }),
  /** Answers when the update is in the log, synced to disk. */
  'story:append': call({
    takes: z.object({ story, update: bytes }),
    gives: z.object({ seq: z.number().int() }),
  }),
  'story:version': call({ takes: z.object({ story }), gives: versionSchema }),
  'story:review': call({ takes: z.object({ story }), gives: reviewSchema }),
  /** Both sides of a merge as they were before it, when this desk took part in it. */
  'story:merge-sides': call({
    takes: z.object({ story, at: instantSchema }),
    gives: z.object({ mine: storyContentSchema, theirs: storyContentSchema }).nullable(),
  }),
  /** Merges judged since the engine started, and what was found in them: for diagnosis. */
  'merges:count': call({
    takes: nothing,
    gives: z.object({ merges: z.number().int(), findings: z.number().int() }),
  }),
  'story:presence': call({
    takes: z.object({ story, anchor: bytes.nullable(), focus: bytes.nullable() }),
    gives: nothing,
  }),

  /** Queued on disk; `preview` is what `decide` says on this desk, refusals included (then not queued). */
  'command:send': call({
    takes: z.object({ command: commandSchema }),
    gives: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('queued'), id: commandIdSchema }),
      z.object({ kind: z.literal('refused'), because: refusalCodeSchema }),
    ]),
  }),
  'outbox:list': call({ takes: nothing, gives: z.object({ rows: z.array(outboxRowSchema) }) }),
  /** Takes back a waiting command, or clears a refused one from the list. */
  'outbox:withdraw': call({
    takes: z.object({ id: commandIdSchema }),
    gives: z.object({ withdrawn: z.boolean() }),
  }),

  /** Text that its story did not take: what this person wrote or, as a chief, decides about. */
  'quarantine:list': call({ takes: nothing, gives: quarantineListSchema }),
  'quarantine:settle': call({
    takes: z.object({ id: z.uuid(), how: z.enum(['take', 'dismiss']) }),
    gives: quarantineListSchema,
  }),

  'breaking:list': call({
    takes: nothing,
    gives: z.object({
      /** Newest first, pending commands applied; `pending` names those that wait. */
      lines: z.array(z.object({ fact: breakingFactSchema, pending: z.boolean() })),
      serverNow: instantSchema,
    }),
  }),
  'terms:list': call({ takes: nothing, gives: z.object({ terms: z.array(termFactSchema) }) }),
  'people:list': call({ takes: nothing, gives: z.object({ people: z.array(personSchema) }) }),

  /** Takes a picture's bytes: sniffs, hashes, shelves, reads IPTC, makes renditions, queues the upload. */
  'asset:ingest': call({
    takes: z.object({ fileName: z.string().max(255), bytes }),
    gives: shelvedAssetSchema,
  }),
  /** Sends a picture once more that the server had refused. */
  'asset:retry': call({
    takes: z.object({ asset: assetIdSchema }),
    gives: shelvedAssetSchema.nullable(),
  }),
  /** Which pictures of a story readers would miss now. */
  'asset:away': call({ takes: z.object({ story }), gives: picturesAwaySchema }),
  'asset:info': call({
    takes: z.object({ asset: assetIdSchema }),
    gives: shelvedAssetSchema.nullable(),
  }),

  /** What happened to this desk's own store and has not been read yet. */
  'care:list': call({ takes: nothing, gives: z.object({ notes: z.array(shownCareNoteSchema) }) }),
  'care:seen': call({ takes: z.object({ id: z.number().int() }), gives: nothing }),
} as const
export type EngineCalls = typeof engineCalls

export const engineEvents = {
  'session:changed': sessionStateSchema,
  'network:changed': networkSchema,
  /** Rows that may look different now; empty when any may (first sync, sign-in). */
  'stories:changed': z.object({ stories: z.array(story) }),
  /** Somebody else's update, already in the log, packed. */
  'story:update': z.object({ story, update: bytes }),
  'story:safety': z.object({ story, safety: safetySchema }),
  'story:present': z.object({ story, present: z.array(presentPersonSchema) }),
  'breaking:changed': nothing,
  'terms:changed': nothing,
  'outbox:changed': nothing,
  'quarantine:changed': nothing,
  'care:changed': nothing,
  /** A verdict that the person should hear about. */
  'command:refused': z.object({
    id: commandIdSchema,
    because: refusalCodeSchema,
    story: story.nullable(),
  }),
  'upload:progress': z.object({ asset: assetIdSchema, sent: z.number(), bytes: z.number() }),
} as const
export type EngineEvents = typeof engineEvents

/** Frames on the port. Requests carry a number; answers carry it back. */
export const portRequestSchema = z.object({
  id: z.number().int(),
  call: z.string(),
  input: z.unknown(),
})
export type PortRequest = z.infer<typeof portRequestSchema>
export type PortAnswer =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | {
      readonly id: number
      readonly ok: false
      readonly error: {
        code: string
        message: string
        retry: 'later' | 'never'
        remedy?: string | undefined
      }
    }
export type PortEvent = { readonly event: string; readonly payload: unknown }
