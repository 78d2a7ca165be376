/**
 * The change feed: facts in the order the newsroom agreed on them.
 * GET /v1/changes?epoch=&after=&limit= → `changesPage`.
 */
import { z } from 'zod'
import { factSchema } from '../model/facts.ts'
import { instantSchema } from '../model/time.ts'

/** Identity of a database's history; a restore from backup makes a new one. */
export const epochSchema = z.string().regex(/^[0-9a-f-]{36}$/)

export const cursorSchema = z.object({ epoch: epochSchema, after: z.number().int().min(0) })
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
  /** Position to read on from. */
  next: z.number().int().min(0),
  more: z.boolean(),
  now: instantSchema,
})
export type ChangesPage = z.infer<typeof changesPageSchema>
