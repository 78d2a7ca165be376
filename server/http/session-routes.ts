/** Signing in, out, and asking who one is. */

import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sessionSchema, signInSchema, wireErrorSchema } from '../../shared/protocol/session.ts'
import { describeSession, signIn, signOut } from '../sessions/session-desk.ts'
import type { Services } from './services.ts'
import { actorOfRequest, requireSession } from './signed-in.ts'

export function sessionRoutes(base: FastifyInstance, { database: { db } }: Services): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const onRequest = requireSession(db)
  app.post(
    '/v1/sessions',
    {
      bodyLimit: 16_384,
      schema: {
        summary: 'Sign in',
        body: signInSchema,
        response: { 201: sessionSchema, 401: wireErrorSchema, 429: wireErrorSchema },
      },
    },
    async (request, reply) => reply.code(201).send(await signIn(db, request.body, request.ip)),
  )
  app.get(
    '/v1/sessions/current',
    {
      onRequest,
      schema: {
        summary: 'Who am I, and what may I do',
        response: { 200: sessionSchema.omit({ token: true }), 401: wireErrorSchema },
      },
    },
    (request) => describeSession(db, actorOfRequest(request)),
  )
  app.delete(
    '/v1/sessions/current',
    {
      onRequest,
      schema: { summary: 'Sign out', response: { 204: z.null(), 401: wireErrorSchema } },
    },
    async (request, reply) => {
      await signOut(db, actorOfRequest(request))
      return reply.code(204).send(null)
    },
  )
}
