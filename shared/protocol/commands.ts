/** POST /v1/commands `sentCommandSchema` → `verdict`, 200 for accepted and refused alike. */
import { z } from 'zod'
import { factSchema } from '../model/facts.ts'
import { commandIdSchema } from '../model/ids.ts'
import { refusalCodeSchema } from '../model/refusals.ts'

export const verdictSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    command: commandIdSchema,
    /** Position in the change feed that carries the fact. */
    position: z.number().int().min(1),
    fact: factSchema,
  }),
  z.object({ kind: z.literal('refused'), command: commandIdSchema, because: refusalCodeSchema }),
])
export type Verdict = z.infer<typeof verdictSchema>
