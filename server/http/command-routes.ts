/** Commands in, verdicts out; the change feed beside them. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sentCommandSchema } from '../../shared/model/commands.ts'
import { changesPageSchema, epochSchema } from '../../shared/protocol/changes.ts'
import { verdictSchema } from '../../shared/protocol/commands.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import { readChanges } from '../changes/change-feed.ts'
import { judgeCommand } from '../workflow/command-desk.ts'
import type { Services } from './services.ts'
import { actorOfRequest, requireSession } from './signed-in.ts'

const changesQuerySchema = z.object({
  epoch: epochSchema.optional(),
  reach: z.string().max(4096).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
})

export function commandRoutes(base: FastifyInstance, { database: { db } }: Services): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const onRequest = requireSession(db)
  app.post(
    '/v1/commands',
    {
      onRequest,
      bodyLimit: 65_536,
      schema: {
        summary: 'Judge one command; sent again it gets the same verdict',
        body: sentCommandSchema,
        response: {
          200: verdictSchema,
          400: wireErrorSchema,
          401: wireErrorSchema,
          409: wireErrorSchema,
        },
      },
    },
    (request) => judgeCommand(db, actorOfRequest(request), request.body),
  )
  app.get(
    '/v1/changes',
    {
      onRequest,
      schema: {
        summary:
          'Facts after a position that the person may read; a cursor of another epoch, or of a smaller reach, starts over',
        querystring: changesQuerySchema,
        response: { 200: changesPageSchema, 401: wireErrorSchema },
      },
    },
    async (request, reply) => {
      const { limit, ...cursor } = request.query
      const page = await readChanges(db, actorOfRequest(request), cursor, limit)
      // As text: facts come from our own rows and need no second check on the way out.
      return reply.type('application/json').serializer(JSON.stringify).send(page)
    },
  )
}
