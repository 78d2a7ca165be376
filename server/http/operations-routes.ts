/**
 * For those who run the server: alive, ready, counted.
 *
 * VOP3  Metrics are for whoever shows the token; without a token, for programs on this machine that
 *      did not come through a proxy.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { instantSchema } from '../../shared/model/time.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import { protocolVersion } from '../../shared/protocol/version.ts'
import { databaseNow } from '../db/open-database.ts'
import { NotAllowedHere } from './errors.ts'
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
    async (request, reply) => {
      if (!mayReadMetrics(request, services.metricsToken))
        throw new NotAllowedHere('Metrics are not for everybody')
      const { registry } = services.metrics
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
}

const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

function mayReadMetrics({ headers, socket }: FastifyRequest, token: string | undefined): boolean {
  if (token) return isSame(headers.authorization ?? '', `Bearer ${token}`)
  // A proxy on this machine passes on what comes from anywhere.
  const isLocal = /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
  return isLocal && proxied.every((name) => headers[name] === undefined)
}

/** Compared in the same time whatever was shown. */
function isSame(shown: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(shown), hash(wanted))
}
