/** Who sent a request: asked once, before its body is read. */
import type { FastifyRequest } from 'fastify'
import type { Db } from '../db/open-database.ts'
import type { Actor } from '../db/people-rows.ts'
import { actorOf, NotSignedIn } from '../sessions/session-desk.ts'

const actors = new WeakMap<FastifyRequest, Actor>()

/** Hook for every route that needs a session. */
export const requireSession =
  (db: Db) =>
  async (request: FastifyRequest): Promise<void> => {
    actors.set(request, await actorOf(db, bearerToken(request) ?? ''))
  }

/** The sender of a request behind `requireSession`. */
export function actorOfRequest(request: FastifyRequest): Actor {
  const actor = actors.get(request)
  if (!actor) throw new NotSignedIn()
  return actor
}

/** The token a request carries, if it carries one. */
export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer ([\w-]{1,4096})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}
