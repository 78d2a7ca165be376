/**
 * Story text in bulk, for catching up. Bodies are MessagePack sequences: one item after another,
 * so that both sides can stream.
 *
 *     POST /v1/documents/push   items `pushItem`  → sequence of `pushAnswer`
 *     POST /v1/documents/pull   one `pullRequest` → sequence of `pullAnswer`
 *
 * Updates are packed (`shared/document/encoding.ts`).
 */
import { z } from 'zod'
import { storyIdSchema, userIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'

export const bytesSchema = z.instanceof(Uint8Array)
export const seqSchema = z.number().int().min(0)

/** Content type of MessagePack sequences. */
export const packedType = 'application/vnd.copydesk.msgpack-seq'

/**
 * `ref`: the desk's own number of the newest of its log rows inside; sent twice, logged once.
 * `edited`: when the newest of it was written, where that is not now: text that a restored server
 * may have forgotten.
 */
export const pushItemSchema = z.object({
  story: storyIdSchema,
  ref: seqSchema,
  update: bytesSchema,
  edited: instantSchema.optional(),
})
export type PushItem = z.infer<typeof pushItemSchema>

export const pushAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logged'), story: storyIdSchema, ref: seqSchema, seq: seqSchema }),
  z.object({
    kind: z.literal('refused'),
    story: storyIdSchema,
    ref: seqSchema,
    code: z.string(),
    message: z.string(),
  }),
])
export type PushAnswer = z.infer<typeof pushAnswerSchema>

/** `have`: newest server seq this desk holds of the story, 0 for none. */
export const pullRequestSchema = z.object({
  stories: z.array(z.object({ story: storyIdSchema, have: seqSchema })).max(5000),
})
export type PullRequest = z.infer<typeof pullRequestSchema>

/** Everything of one story after `have`, merged into one update; `seq` is the newest inside. */
export const pullItemSchema = z.object({
  story: storyIdSchema,
  seq: seqSchema,
  update: bytesSchema,
  authors: z.array(userIdSchema),
})
export type PullItem = z.infer<typeof pullItemSchema>

/** A story whose text the asking person may not read. */
export const pullRefusalSchema = z.object({
  story: storyIdSchema,
  refused: z.object({ code: z.string(), message: z.string() }),
})
export type PullRefusal = z.infer<typeof pullRefusalSchema>

export const pullAnswerSchema = z.union([pullItemSchema, pullRefusalSchema])
export type PullAnswer = z.infer<typeof pullAnswerSchema>
