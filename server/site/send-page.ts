/** Sends a rendered answer so that caches may keep it as long as it stays true, and no longer. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Readers may be this many seconds behind the newsroom; then they ask again. */
export const pageAge = 5

export interface Answer {
  readonly type: string
  readonly body: string
  readonly status?: number
  /** Seconds during which nobody asks again. */
  readonly maxAge?: number
}

/** Whole seconds in a year: for what is named by its content. */
export const forEver = 'public, max-age=31536000, immutable'

export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer) {
  const { type, body, status = 200, maxAge = pageAge } = answer
  // Weak: the same page, compressed, is another run of bytes.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  reply.header('cache-control', `public, max-age=${maxAge}`).header('etag', etag)
  if (status === 200 && matches(request.headers['if-none-match'], etag)) {
    return reply.code(304).send()
  }
  return reply.code(status).type(type).send(body)
}

const matches = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((one) => one.trim() === etag) ?? false
