/**
 * Resumable picture upload, addressed by content.
 *
 *     PUT   /v1/uploads/:asset            `startUpload` → `uploadState` (offset to go on from; idempotent)
 *     PATCH /v1/uploads/:asset            raw bytes, header `upload-offset` → `uploadState`; 409 with the right offset
 *     GET   /v1/assets/:asset/original    the bytes (range requests)
 *     GET   /v1/assets/:asset/:rendition  a rendition by its name
 *
 * The last part is answered after the bytes were hashed, sniffed and stored.
 */
import { z } from 'zod'
import { assetIdSchema } from '../model/ids.ts'

export const largestPicture = 200 * 1024 * 1024
/** Most pixels a picture may have (width × height); protects every decoder. */
export const mostPixels = 120_000_000
export const uploadPart = 4 * 1024 * 1024

export const pictureTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/avif',
  'image/gif',
] as const
export const pictureTypeSchema = z.enum(pictureTypes)
export type PictureType = z.infer<typeof pictureTypeSchema>

/** Widths in pixels of the renditions that pages and screens use; never larger than the original. */
export const renditions = { thumb: 320, small: 640, medium: 1024, large: 1600 } as const
export type Rendition = keyof typeof renditions
export const renditionSchema = z.enum(Object.keys(renditions) as [Rendition, ...Rendition[]])

export const startUploadSchema = z.object({
  bytes: z.number().int().min(1).max(largestPicture),
  mediaType: pictureTypeSchema,
})
export type StartUpload = z.infer<typeof startUploadSchema>

export const uploadStateSchema = z.object({
  asset: assetIdSchema,
  offset: z.number().int().min(0),
  bytes: z.number().int().min(1),
  complete: z.boolean(),
})
export type UploadState = z.infer<typeof uploadStateSchema>

export const uploadOffsetHeader = 'upload-offset'
