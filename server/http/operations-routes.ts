/** For those who run the server: alive, ready, counted. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { instantSchema } from '../../shared/model/time.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import { protocolVersion } from '../../shared/protocol/version.ts'
import { databaseNow } from '../db/open-database.ts'
import type { Services } from './services.ts'

const healthSchema = z.object({
  status: z.literal('ok'),
  protocol: z.number(),
  /** The database's clock. */
  now: instantSchema,
})

export function operationsRoutes(base: FastifyInstance, services: Services): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const { db } = services.database
  const response = { 200: healthSchema, 503: wireErrorSchema }
  const health = async () => ({
    status: 'ok' as const,
    protocol: protocolVersion,
    now: await databaseNow(db),
  })
  app.get(
    '/v1/health',
    { schema: { summary: 'The process lives and its database answers', response } },
    health,
  )
  app.get(
    '/v1/ready',
    { schema: { summary: 'Send requests here', response } },
    async (_request, reply) => {
      if (services.isReady()) return await health()
      return reply
        .code(503)
        .send({ code: 'leaving', message: 'The server is going away', retry: 'later' })
    },
  )
  app.get(
    '/v1/metrics',
    { schema: { summary: 'Counters in Prometheus text format', produces: ['text/plain'] } },
    async (_request, reply) => {
      const { registry } = services.metrics
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
}
