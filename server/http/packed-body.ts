/**
 * MessagePack sequences over HTTP, both ways.
 *
 * VPB1  A body that does not decode whole, or holds one item that does not fit, is refused before
 *      any of its items is looked at.
 */
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, createGzip, gunzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Packr, Unpackr } from 'msgpackr'
import type { z } from 'zod'
import { BadInput } from '../../shared/model/errors.ts'
import { packedType } from '../../shared/protocol/documents.ts'

/** Largest request as sent, and after decompression. */
export const largestPackedBody = 64 * 1024 * 1024
const largestUnpacked = 256 * 1024 * 1024

const packr = new Packr({ useRecords: false })
const unpackr = new Unpackr({ useRecords: false })

export const pack = (value: unknown): Buffer => packr.pack(value)

/** One value; throws `BadInput` on malformed bytes. */
export function unpack<T>(bytes: Buffer, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = unpackr.unpack(bytes)
  } catch (cause) {
    throw new BadInput('Not MessagePack', { cause })
  }
  return fitting(value, schema)
}

/** All items of a request's body. */
export async function packedItems<T>(request: FastifyRequest, item: z.ZodType<T>): Promise<T[]> {
  if (!Buffer.isBuffer(request.body)) throw new BadInput(`The body must be ${packedType}`)
  const bytes = await decompressed(request.body, request.headers['content-encoding'])
  let values: unknown[]
  try {
    values = bytes.length === 0 ? [] : (unpackr.unpackMultiple(bytes) as unknown[])
  } catch (cause) {
    throw new BadInput('Not a sequence of MessagePack', { cause })
  }
  return values.map((value) => fitting(value, item))
}

function fitting<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new BadInput(`Does not fit: ${issue?.path.join('.')}: ${issue?.message}`)
}

const maxOutputLength = largestUnpacked
const decoders = { gzip: promisify(gunzip), br: promisify(brotliDecompress) }

async function decompressed(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body
  if (encoding !== 'gzip' && encoding !== 'br') {
    throw new BadInput(`Unknown content encoding ${encoding.slice(0, 20)}`)
  }
  try {
    return await decoders[encoding](body, { maxOutputLength })
  } catch (cause) {
    throw new BadInput(`Not ${encoding}`, { cause })
  }
}

/** Streams items to the desk as they come, compressed when it understands that. */
export function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  items: AsyncIterable<unknown>,
): FastifyReply {
  const packed = Readable.from(packEach(items))
  reply.type(packedType)
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(packed)
  // The fastest level: story text shrinks well at any, and the desk waits.
  const zip = createGzip({ level: 1 })
  packed.on('error', (error) => zip.destroy(error))
  zip.on('close', () => packed.destroy())
  return reply.header('content-encoding', 'gzip').send(packed.pipe(zip))
}

async function* packEach(items: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const item of items) yield pack(item)
}
