/**
 * Text that the server cannot put into its story: its author lost the desk before it arrived, or
 * the story does not exist. It waits where its author and the desk's chiefs can see it.
 *
 *     POST /v1/quarantine               items `handOver` → `handedOver`
 *     GET  /v1/quarantine               → `quarantineList`
 *     POST /v1/quarantine/:id/take      puts it into its story → `quarantined`
 *     POST /v1/quarantine/:id/dismiss   sets it aside for good → `quarantined`
 */
import { z } from 'zod'
import { setAsideStateSchema } from '../model/facts.ts'
import { deskIdSchema, storyIdSchema, userIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'
import { bytesSchema, seqSchema } from './documents.ts'

export const handOverSchema = z.object({
  story: storyIdSchema,
  /** The story's desk as its author knew it; counts only where the server does not know the story. */
  desk: deskIdSchema.nullable(),
  /** The desk's own number of the newest of its log rows inside; sent twice, kept once. */
  ref: seqSchema,
  update: bytesSchema,
  /** Code of the refusal. */
  why: z.string().min(1).max(60),
  /** When the oldest of it was written, by its author's clock. */
  writtenAt: instantSchema,
})
export type HandOver = z.infer<typeof handOverSchema>

export const handedOverSchema = z.object({ kept: z.number().int() })

export const quarantinedSchema = z.object({
  id: z.uuid(),
  story: storyIdSchema,
  desk: deskIdSchema.nullable(),
  author: userIdSchema,
  /** What it says, as far as it says anything. */
  words: z.string(),
  why: z.string(),
  writtenAt: instantSchema,
  at: instantSchema,
  state: setAsideStateSchema,
  settledBy: userIdSchema.nullable(),
  /** Whether the asking person may put it into the story. */
  mayTake: z.boolean(),
})
export type Quarantined = z.infer<typeof quarantinedSchema>

export const quarantineListSchema = z.object({ texts: z.array(quarantinedSchema) })
