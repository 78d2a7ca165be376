/**
 * The change feed: facts in the order the newsroom agreed on them.
 * GET /v1/changes?epoch=&after=&reach=&limit= → `changesPage`.
 */
import { z } from 'zod'
import { factSchema } from '../model/facts.ts'
import { storyIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'

/** Identity of a database's history; a restore from backup makes a new one. */
export const epochSchema = z.string().regex(/^[0-9a-f-]{36}$/)

/**
 * `reach`: what its reader could read then, as the last page said. Once they may read more, the
 * feed starts over: facts they were not sent come with the others.
 */
export const cursorSchema = z.object({
  epoch: epochSchema,
  after: z.number().int().min(0),
  reach: z.string().max(4096).optional(),
})
export type Cursor = z.infer<typeof cursorSchema>

export const changeSchema = z.object({
  position: z.number().int().min(1),
  at: instantSchema,
  fact: factSchema,
})
export type Change = z.infer<typeof changeSchema>

export const changesPageSchema = z.object({
  epoch: epochSchema,
  changes: z.array(changeSchema),
  /** Stories that their reader may no longer read: what is known of them goes. */
  removed: z.array(storyIdSchema).default([]),
  /** Position to read on from; facts that the reader may not read are passed over. */
  next: z.number().int().min(0),
  /** For the next cursor. */
  reach: z.string().optional(),
  more: z.boolean(),
  now: instantSchema,
})
export type ChangesPage = z.infer<typeof changesPageSchema>
