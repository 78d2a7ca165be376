/**
 * Pictures, for desks and for readers.
 *
 * VAR1  Without a session, only renditions of pictures in live stories are to be had.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type AssetId, assetIdSchema } from '../../shared/model/ids.ts'
import { renditionSchema } from '../../shared/protocol/uploads.ts'
import { type AssetForViewing, assetForNewsroom, assetForReaders } from '../media/asset-access.ts'
import type { RenditionFormat } from '../media/asset-keys.ts'
import { originalKey } from '../media/asset-keys.ts'
import type { ByteRange } from '../media/object-store.ts'
import { actorOf } from '../sessions/session-desk.ts'
import { NotFound } from './errors.ts'
import type { Services } from './services.ts'
import { bearerToken } from './signed-in.ts'

/** `medium`, or `medium.jpg` for those who cannot show WebP (link previews, old mail). */
const renditionFileSchema = z
  .string()
  .regex(new RegExp(`^(${renditionSchema.options.join('|')})(\\.jpg|\\.webp)?$`))

export function assetRoutes(base: FastifyInstance, services: Services): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const { store, renditions } = services
  app.get(
    '/v1/assets/:asset/original',
    {
      schema: {
        summary: 'The bytes as they were uploaded; ranges allowed',
        params: z.object({ asset: assetIdSchema }),
      },
    },
    async (request, reply) => {
      const { asset } = request.params
      const found = await forDesk(services, request, asset)
      if (isCached(request, reply, asset, 'private')) return reply.code(304).send()
      reply.type(found.mediaType).header('accept-ranges', 'bytes')
      const key = originalKey(found.newsroom, asset)
      const range = rangeOf(request.headers.range, found.bytes)
      if (range === 'beyond') {
        return reply.code(416).header('content-range', `bytes */${found.bytes}`).send()
      }
      if (!range) {
        return reply.header('content-length', found.bytes).send(await store.get(key))
      }
      reply.code(206).header('content-length', range.last - range.first + 1)
      reply.header('content-range', `bytes ${range.first}-${range.last}/${found.bytes}`)
      return reply.send(await store.get(key, range))
    },
  )
  app.get(
    '/v1/assets/:asset/:rendition',
    {
      schema: {
        summary: 'A rendition: thumb, small, medium or large; WebP, or JPEG with .jpg',
        params: z.object({ asset: assetIdSchema, rendition: renditionFileSchema }),
      },
    },
    async (request, reply) => {
      const { asset, rendition } = request.params
      const [file, extension] = rendition.split('.')
      const name = renditionSchema.parse(file)
      const isDesk = bearerToken(request) !== null
      const found = isDesk
        ? await forDesk(services, request, asset)
        : await assetForReaders(services.database.db, asset)
      if (!found) throw new NotFound('No such picture')
      const format: RenditionFormat = extension === 'jpg' ? 'jpeg' : 'webp'
      if (isCached(request, reply, `${asset}-${name}-${format}`, isDesk ? 'private' : 'public')) {
        return reply.code(304).send()
      }
      const bytes = await renditions.get(found.newsroom, asset, name, format)
      return reply.type(`image/${format}`).send(bytes)
    },
  )
}

async function forDesk(
  { database: { db } }: Services,
  request: FastifyRequest,
  asset: AssetId,
): Promise<AssetForViewing> {
  const actor = await actorOf(db, bearerToken(request) ?? '')
  const found = await assetForNewsroom(db, actor.newsroom, asset)
  if (!found) throw new NotFound('No such picture')
  return found
}

/** Named by content, so a copy never goes stale. True when the client has it already. */
function isCached(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  who: 'public' | 'private',
): boolean {
  const tag = `"${name}"`
  reply.header('etag', tag).header('cache-control', `${who}, max-age=31536000, immutable`)
  return request.headers['if-none-match'] === tag
}

/** One range of bytes; null for the whole. Other forms of the header are ignored, as they may be. */
function rangeOf(header: string | undefined, bytes: number): ByteRange | 'beyond' | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return null
  if (from === '') return { first: Math.max(0, bytes - Number(to)), last: bytes - 1 }
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return Number(from) > last ? 'beyond' : { first: Number(from), last }
}
