/** What lists and panels show: computed by the engine from confirmed facts, pending commands and text. */
import { z } from 'zod'
import { commandSchema } from '../model/commands.ts'
import { storyFactSchema } from '../model/facts.ts'
import {
  assetIdSchema,
  commandIdSchema,
  storyIdSchema,
  userIdSchema,
  versionHashSchema,
} from '../model/ids.ts'
import { refusalCodeSchema } from '../model/refusals.ts'
import { storyContentSchema, storyKindSchema } from '../model/story.ts'
import { instantSchema } from '../model/time.ts'
import { languageSchema, sectionKeySchema } from '../model/vocabulary.ts'

/** The three words for safety, and the fourth when something is wrong. */
export const safetySchema = z.discriminatedUnion('word', [
  z.object({ word: z.literal('on-device') }),
  z.object({ word: z.literal('waiting'), updates: z.number().int(), since: instantSchema }),
  z.object({ word: z.literal('on-server') }),
  z.object({ word: z.literal('not-saved'), why: z.string(), remedy: z.string() }),
])
export type Safety = z.infer<typeof safetySchema>

/** One line of a story list. `fact` is confirmed plus pending commands (a preview, not stored). */
export const storyRowSchema = z.object({
  id: storyIdSchema,
  headline: z.string(),
  slug: z.string(),
  language: languageSchema,
  kind: storyKindSchema,
  section: sectionKeySchema.nullable(),
  words: z.number().int(),
  leadAsset: assetIdSchema.nullable(),
  /** Findings of merges that nobody has settled. */
  merges: z.number().int(),
  editedAt: instantSchema,
  /** The server has its text, and none of it has come to this device yet. */
  awaited: z.boolean(),
  fact: storyFactSchema,
  /** Commands of this story that no server has judged yet. */
  pending: z.number().int(),
  safety: safetySchema,
})
export type StoryRow = z.infer<typeof storyRowSchema>

export const storyListSchema = z.enum([
  'mine',
  'all',
  'drafts',
  'returned',
  'review',
  'live',
  'spiked',
])
export type StoryList = z.infer<typeof storyListSchema>

export const storyPageSchema = z.object({
  rows: z.array(storyRowSchema),
  total: z.number().int(),
  /** Stories in each list, for the chips. */
  counts: z.record(storyListSchema, z.number().int()),
})
export type StoryPage = z.infer<typeof storyPageSchema>

/** A command that waits or was refused. */
export const outboxRowSchema = z.object({
  id: commandIdSchema,
  command: commandSchema,
  issuedAt: instantSchema,
  state: z.discriminatedUnion('at', [
    z.object({ at: z.literal('waiting') }),
    z.object({ at: z.literal('refused'), because: refusalCodeSchema, when: instantSchema }),
  ]),
})
export type OutboxRow = z.infer<typeof outboxRowSchema>

/** What is left to bring over, both ways. */
export const workLeftSchema = z.object({
  up: z.object({
    stories: z.number().int(),
    updates: z.number().int(),
    bytes: z.number().int(),
    commands: z.number().int(),
    pictures: z.number().int(),
    pictureBytes: z.number().int(),
  }),
  /** Stories of which the server has more than this device. */
  down: z.object({
    stories: z.number().int(),
    /** False until the server has said for the first time what there is. */
    told: z.boolean(),
  }),
  /** Bytes a second lately, both ways; null when nothing moves. */
  rate: z.number().nullable(),
  /** Null when it cannot be told. */
  secondsLeft: z.number().int().nullable(),
})
export type WorkLeft = z.infer<typeof workLeftSchema>

export const nothingLeft: WorkLeft = {
  up: { stories: 0, updates: 0, bytes: 0, commands: 0, pictures: 0, pictureBytes: 0 },
  down: { stories: 0, told: true },
  rate: null,
  secondsLeft: null,
}

export const networkSchema = z.object({
  /** `offline-by-choice` is the person's own switch. */
  state: z.enum(['online', 'connecting', 'offline', 'offline-by-choice', 'signed-out']),
  waitingUpdates: z.number().int(),
  waitingCommands: z.number().int(),
  waitingPictures: z.number().int(),
  oldest: instantSchema.nullable(),
  /** Server clock minus this clock in milliseconds, measured at the handshake. */
  clockOffset: z.number(),
  /** Why the last try failed, in words for the person at the screen. */
  problem: z.string().nullable(),
  /** This network wants a sign-in of its own before anything passes. */
  portal: z.boolean(),
  left: workLeftSchema,
  /** Saving data on this network: pictures wait, unless they were sent for. */
  saving: z.enum(['no', 'yes', 'sending-now']),
  /** Texts in quarantine that wait for this person's eyes, as last heard. */
  setAside: z.number().int(),
})
export type Network = z.infer<typeof networkSchema>

export const versionSchema = z.object({
  version: versionHashSchema,
  content: storyContentSchema,
})
export type Version = z.infer<typeof versionSchema>

/** What a desk chief reads: the text now, beside the last version submitted before or live. */
export const reviewSchema = z.object({
  current: versionSchema,
  base: z
    .object({
      content: storyContentSchema,
      label: z.enum(['live', 'last-read', 'created']),
      when: instantSchema,
    })
    .nullable(),
  fact: storyFactSchema,
})
export type Review = z.infer<typeof reviewSchema>

export const searchHitSchema = z.object({
  story: storyIdSchema,
  headline: z.string(),
  slug: z.string(),
  language: languageSchema,
  /** Text around the match; matched words stand between U+E000 and U+E001. */
  excerpt: z.string(),
  editedAt: instantSchema,
  live: z.boolean(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

/** A picture on this device's shelf. */
export const shelvedAssetSchema = z.object({
  asset: assetIdSchema,
  width: z.number().int(),
  height: z.number().int(),
  mediaType: z.string(),
  bytes: z.number().int(),
  fileName: z.string(),
  /** From IPTC: XMP first, then IIM, then EXIF. */
  caption: z.string(),
  credit: z.string(),
  alt: z.string(),
  /** True once the server has verified the original. */
  onServer: z.boolean(),
  /** Code of why the server will never take it as it is. */
  refused: z.string().nullish(),
})
export type ShelvedAsset = z.infer<typeof shelvedAssetSchema>

/** Pictures of a story that the server does not have yet, by where they are. */
export const picturesAwaySchema = z.object({
  /** On this device, waiting for the line. */
  waiting: z.number().int(),
  /** On this device, and never to be taken as they are. */
  refused: z.number().int(),
  /** On somebody else's device. */
  elsewhere: z.number().int(),
})
export type PicturesAway = z.infer<typeof picturesAwaySchema>

export const presentPersonSchema = z.object({
  user: userIdSchema,
  device: z.string(),
  name: z.string(),
  anchor: z.instanceof(Uint8Array).nullable(),
  focus: z.instanceof(Uint8Array).nullable(),
})
export type PresentPerson = z.infer<typeof presentPersonSchema>
