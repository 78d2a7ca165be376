/** Resumable upload of pictures (`shared/protocol/uploads.ts`). */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BadInput } from '../../shared/model/errors.ts'
import { assetIdSchema } from '../../shared/model/ids.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import {
  startUploadSchema,
  uploadOffsetHeader,
  uploadPart,
  uploadStateSchema,
} from '../../shared/protocol/uploads.ts'
import { WrongOffset } from '../media/upload-failures.ts'
import { errorAnswer } from './errors.ts'
import type { Services } from './services.ts'
import { actorOfRequest, requireSession } from './signed-in.ts'

const params = z.object({ asset: assetIdSchema })
const offsetSchema = z.string().regex(/^\d{1,15}$/)
const refusals = {
  400: wireErrorSchema,
  401: wireErrorSchema,
  403: wireErrorSchema,
  404: wireErrorSchema,
  422: wireErrorSchema,
  503: wireErrorSchema,
  507: wireErrorSchema,
}

export function uploadRoutes(base: FastifyInstance, { database, uploads }: Services): void {
  const app = base.withTypeProvider<ZodTypeProvider>()
  const onRequest = requireSession(database.db)
  app.put(
    '/v1/uploads/:asset',
    {
      onRequest,
      schema: {
        summary: 'Begin an upload, or ask where to go on',
        params,
        body: startUploadSchema,
        response: { 200: uploadStateSchema, ...refusals },
      },
    },
    (request) => uploads.start(actorOfRequest(request), request.params.asset, request.body),
  )
  app.patch(
    '/v1/uploads/:asset',
    {
      onRequest,
      bodyLimit: 2 * uploadPart,
      schema: {
        summary: 'Bytes at header upload-offset; 409 says the right offset',
        consumes: ['application/octet-stream'],
        params,
        response: {
          200: uploadStateSchema,
          ...refusals,
          409: wireErrorSchema.extend(uploadStateSchema.shape),
        },
      },
    },
    async (request, reply) => {
      const offset = offsetSchema.safeParse(request.headers[uploadOffsetHeader])
      if (!offset.success) throw new BadInput(`Header ${uploadOffsetHeader} must be a number`)
      if (!Buffer.isBuffer(request.body)) throw new BadInput('The body must be raw bytes')
      try {
        const { asset } = request.params
        return await uploads.add(actorOfRequest(request), asset, Number(offset.data), request.body)
      } catch (error) {
        if (error instanceof WrongOffset) return answerWrongOffset(error, reply)
        throw error
      }
    },
  )
}

function answerWrongOffset(error: WrongOffset, reply: FastifyReply) {
  const { status, body } = errorAnswer(error)
  return reply
    .code(status)
    .header(uploadOffsetHeader, error.state.offset)
    .send({ ...body, ...error.state })
}
