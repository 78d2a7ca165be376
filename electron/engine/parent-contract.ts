/** What main and the engine say to each other over the engine's parent port. */
import { z } from 'zod'
import { assetIdSchema } from '../../shared/model/ids.ts'
import { languageSchema } from '../../shared/model/vocabulary.ts'
import { renditionSchema } from '../../shared/protocol/uploads.ts'

/** A rendition, or the picture as it was taken in. */
export const pictureSizeSchema = z.union([renditionSchema, z.literal('original')])
export type PictureSize = z.infer<typeof pictureSizeSchema>

export const signInHintSchema = z.object({ email: z.string(), password: z.string() })
export type SignInHint = z.infer<typeof signInHintSchema>

export const startSchema = z.object({
  kind: z.literal('start'),
  /** Where everything of this device lives. */
  folder: z.string(),
  /** Address handed over by `npm start`, if any. */
  suggestedServer: z.string().nullable(),
  /** Signs in at the first run without asking; sample newsroom only. */
  signIn: signInHintSchema.nullable(),
  /** What the engine gave to keep, from an earlier run. */
  secret: z.string().nullable(),
  /** False where the system has no keyring: the sign-in then lasts for this run only. */
  keepsSecrets: z.boolean(),
  language: languageSchema,
})
export type Start = z.infer<typeof startSchema>

export const toEngineSchema = z.discriminatedUnion('kind', [
  startSchema,
  /** A window's port comes with the message. */
  z.object({ kind: z.literal('port') }),
  /** The machine woke up or the network came back: try now. */
  z.object({ kind: z.literal('wake') }),
  z.object({ kind: z.literal('language'), language: languageSchema }),
  z.object({
    kind: z.literal('picture'),
    id: z.number().int(),
    asset: assetIdSchema,
    size: pictureSizeSchema,
  }),
  /** Finish what is being written and end. */
  z.object({ kind: z.literal('stop') }),
])
export type ToEngine = z.infer<typeof toEngineSchema>

export const fromEngineSchema = z.discriminatedUnion('kind', [
  /** To be kept encrypted, or forgotten. */
  z.object({ kind: z.literal('secret'), secret: z.string().nullable() }),
  /** Folder of the pictures of whoever is signed in. */
  z.object({ kind: z.literal('shelf'), folder: z.string().nullable() }),
  z.object({ kind: z.literal('picture'), id: z.number().int(), file: z.string().nullable() }),
])
export type FromEngine = z.infer<typeof fromEngineSchema>
