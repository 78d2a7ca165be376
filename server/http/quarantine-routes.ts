/** Text that cannot go into its story: handing it over, seeing it, settling it. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { packedType } from '../../shared/protocol/documents.ts'
import {
  handedOverSchema,
  handOverSchema,
  quarantinedSchema,
  quarantineListSchema,
} from '../../shared/protocol/quarantine.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import {
  dismissFromQuarantine,
  handOver,
  quarantineOf,
  takeFromQuarantine,
} from '../documents/quarantine.ts'
import { largestPackedBody, packedItems } from './packed-body.ts'
import type { Services } from './services.ts'
import { actorOfRequest, requireSession } from './signed-in.ts'

const params = z.object({ id: z.uuid() })
const settled = { 200: quarantinedSchema, 403: wireErrorSchema, 404: wireErrorSchema }

export function quarantineRoutes(
  base: FastifyInstance,
  { database: { db }, queue }: Services,
): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const onRequest = requireSession(db)
  app.post(
    '/v1/quarantine',
    {
      onRequest,
      bodyLimit: largestPackedBody,
      schema: {
        summary: 'Hand over text that the server refused: a MessagePack sequence of handOver',
        consumes: [packedType],
        response: { 200: handedOverSchema, 400: wireErrorSchema },
      },
    },
    async (request) => {
      const texts = await packedItems(request, handOverSchema)
      return { kept: await handOver(db, actorOfRequest(request), texts) }
    },
  )
  app.get(
    '/v1/quarantine',
    {
      onRequest,
      schema: {
        summary: 'Texts in quarantine that the person wrote or, as a chief, decides about',
        response: { 200: quarantineListSchema },
      },
    },
    async (request) => ({ texts: await quarantineOf(db, actorOfRequest(request)) }),
  )
  app.post(
    '/v1/quarantine/:id/take',
    {
      onRequest,
      schema: { summary: 'Put a text into its story', params, response: settled },
    },
    (request) => takeFromQuarantine(db, queue, actorOfRequest(request), request.params.id),
  )
  app.post(
    '/v1/quarantine/:id/dismiss',
    { onRequest, schema: { summary: 'Set a text aside', params, response: settled } },
    (request) => dismissFromQuarantine(db, actorOfRequest(request), request.params.id),
  )
}
