/** What this desk tells about its own store and the server's: what was damaged, what was brought back. */
import { z } from 'zod'
import { storyIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'

/** Why the desk's own disk does not take words or give them, told apart by what helps. */
export const diskTroubleSchema = z.enum([
  'disk-full',
  'disk-read-only',
  'store-locked',
  'store-damaged',
  'disk-failing',
])
export type DiskTrouble = z.infer<typeof diskTroubleSchema>

/** Stages that a story can have had before the server was restored; a draft is not told of. */
export const stagesBefore = [
  'submitted',
  'returned',
  'approved',
  'scheduled',
  'spiked',
  'live',
  'takenDown',
] as const
export type StageBefore = (typeof stagesBefore)[number]

/** Stories that a note names; more are only counted. */
export const storiesNamed = 60

export const restoredNoteSchema = z.object({
  kind: z.literal('restored'),
  /** The history that began with it. */
  epoch: z.string(),
  /** The moment of the backup; null when the server does not say. */
  to: instantSchema.nullable(),
  /** Stories whose text was sent from here, whole. */
  texts: z.number().int(),
  /** Stories, topics and breaking lines that this desk asked for again. */
  again: z.number().int(),
  /** Stories that stood further than the backup knows. */
  moved: z.array(z.object({ story: storyIdSchema, was: z.enum(stagesBefore) })),
  movedInAll: z.number().int(),
})
export type RestoredNote = z.infer<typeof restoredNoteSchema>

export const careNoteSchema = z.object({
  id: z.number().int(),
  at: instantSchema,
  what: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('salvaged'),
      /** When the good copy was made that the new file began with; null: there was none. */
      copy: instantSchema.nullable(),
      /** Updates of texts read out of the damaged file. */
      updates: z.number().int(),
      /** Commands that were waiting. */
      commands: z.number().int(),
      /** Stories whose text was not whole on this device afterwards; the newsroom is asked for them. */
      stories: z.array(storyIdSchema),
      /** Where the damaged file is kept, below the folder of this desk. */
      kept: z.string(),
    }),
    /** Words of this story are neither here nor at the newsroom. */
    z.object({ kind: z.literal('words-missing'), story: storyIdSchema }),
    /** More was written in this story here and elsewhere at the same time than is compared. */
    z.object({ kind: z.literal('not-compared'), story: storyIdSchema }),
    /** The newsroom's server was restored from a backup. */
    restoredNoteSchema,
  ]),
})
export type CareNote = z.infer<typeof careNoteSchema>

/** A note as the screen shows it, with the headlines of the stories it names. */
export const shownCareNoteSchema = careNoteSchema.extend({
  stories: z.array(z.object({ story: storyIdSchema, headline: z.string() })),
})
export type ShownCareNote = z.infer<typeof shownCareNoteSchema>
