/**
 * The live socket: GET /v1/live upgraded to WebSocket, one per device, MessagePack frames.
 * A desk speaks first (`hello`); the server answers `welcome` or closes with a reason.
 *
 * Close codes: 4401 not signed in, 4403 account closed, 4426 protocol too old or too new, 4400 malformed frame,
 * 4408 no hello in time, 4429 too slow to read, 1012 server going away.
 */
import { z } from 'zod'
import { deviceIdSchema, storyIdSchema, userIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'
import { epochSchema } from './changes.ts'
import { bytesSchema, seqSchema } from './documents.ts'

export const liveCloseCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  accountClosed: 4403,
  noHello: 4408,
  protocol: 4426,
  tooSlow: 4429,
  goingAway: 1012,
} as const

export const presenceSchema = z.object({
  user: userIdSchema,
  device: deviceIdSchema,
  name: z.string().max(120),
  /** Yjs relative positions of the caret, encoded; null when the story is only open. */
  anchor: bytesSchema.nullable(),
  focus: bytesSchema.nullable(),
})
export type Presence = z.infer<typeof presenceSchema>

export const deskFrameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    protocol: z.number().int(),
    token: z.string().max(4096),
    device: deviceIdSchema,
  }),
  /** Follow a story: the server sends what is newer than `have`, then everything as it comes. */
  z.object({ t: z.literal('open'), story: storyIdSchema, have: seqSchema }),
  z.object({ t: z.literal('close'), story: storyIdSchema }),
  /** As in a push (`pushItemSchema`). */
  z.object({
    t: z.literal('update'),
    story: storyIdSchema,
    ref: seqSchema,
    update: bytesSchema,
    edited: instantSchema.optional(),
  }),
  z.object({
    t: z.literal('presence'),
    story: storyIdSchema,
    anchor: bytesSchema.nullable(),
    focus: bytesSchema.nullable(),
  }),
])
export type DeskFrame = z.infer<typeof deskFrameSchema>

export const serverFrameSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('welcome'), now: instantSchema, epoch: epochSchema, head: seqSchema }),
  z.object({
    t: z.literal('updates'),
    story: storyIdSchema,
    /** Server seq before the first and after the last update inside; a gap means: pull. */
    from: seqSchema,
    to: seqSchema,
    update: bytesSchema,
    by: userIdSchema,
  }),
  z.object({ t: z.literal('ack'), story: storyIdSchema, ref: seqSchema, seq: seqSchema }),
  z.object({
    t: z.literal('refused'),
    story: storyIdSchema,
    ref: seqSchema,
    code: z.string(),
    message: z.string(),
  }),
  /** The change feed has grown to this position. */
  z.object({ t: z.literal('head'), position: seqSchema }),
  z.object({ t: z.literal('presence'), story: storyIdSchema, present: z.array(presenceSchema) }),
])
export type ServerFrame = z.infer<typeof serverFrameSchema>
