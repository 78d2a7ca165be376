/** What this desk tells about its own store: what was damaged, what was brought back. */
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
  ]),
})
export type CareNote = z.infer<typeof careNoteSchema>

/** A note as the screen shows it, with the headlines of the stories it names. */
export const shownCareNoteSchema = careNoteSchema.extend({
  stories: z.array(z.object({ story: storyIdSchema, headline: z.string() })),
})
export type ShownCareNote = z.infer<typeof shownCareNoteSchema>
