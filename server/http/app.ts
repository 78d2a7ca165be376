/**
 * The HTTP side: parsers that refuse, errors in one form, routes of `shared/protocol`.
 *
 * VHT1  A request that does not decode or does not fit is answered with 4xx and changes nothing.
 * VHT3  A connection that says nothing, or stops in the middle, is dropped in time.
 * VHT4  A server that leaves answers what was begun, and asks for no more on that connection.
 * VHT2  Every failure is answered in one form: code, message, retry.
 */
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import {
  createJsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { BadInput } from '../../shared/model/errors.ts'
import { packedType } from '../../shared/protocol/documents.ts'
import { protocolHeader, protocolVersion } from '../../shared/protocol/version.ts'
import { assetRoutes } from './asset-routes.ts'
import { commandRoutes } from './command-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { answerError, NotFound, WrongProtocol } from './errors.ts'
import { operationsRoutes } from './operations-routes.ts'
import { quarantineRoutes } from './quarantine-routes.ts'
import type { Services } from './services.ts'
import { sessionRoutes } from './session-routes.ts'
import { storable } from './storable-text.ts'
import { uploadRoutes } from './upload-routes.ts'

const largestJson = 1024 * 1024

/** Until a connection has said what it wants, and how often that is looked at. */
const headersWithin_ms = 15_000
const lookAtConnections_ms = 5_000
/** Without a byte in either direction; the ticker's heartbeat comes every twenty seconds. */
const silentFor_ms = 60_000

/** All routes but the reader's pages. */
export async function buildApp(services: Services): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    // Our own line names the route, never the address, which may hold what no log should.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestJson,
    frameworkErrors: answerError,
    requestTimeout: 300_000,
    connectionTimeout: silentFor_ms,
    http: {
      headersTimeout: headersWithin_ms,
      connectionsCheckingInterval: lookAtConnections_ms,
    },
    forceCloseConnections: 'idle',
    // Whoever asked on a connection that stood gets an answer, and goes elsewhere with the next.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler(() => {
    throw new NotFound()
  })
  addParsers(app)
  measure(app, services)
  app.addHook('onSend', async (_request, reply) => {
    if (!services.isReady()) reply.header('connection', 'close')
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Copydesk server', version: '1' } },
    transform: createJsonSchemaTransform({ zodToJsonConfig: { override: idsAsText } }),
  })
  await app.register(async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      reply.header('x-content-type-options', 'nosniff')
      reply.header('cache-control', 'no-store')
      const asked = request.headers[protocolHeader]
      if (asked !== undefined && String(asked) !== String(protocolVersion)) {
        throw new WrongProtocol(String(asked), protocolVersion)
      }
    })
    for (const routes of [
      sessionRoutes,
      commandRoutes,
      documentRoutes,
      quarantineRoutes,
      uploadRoutes,
      assetRoutes,
      operationsRoutes,
    ]) {
      routes(api, services)
    }
    api.get('/v1/openapi.json', { schema: { hide: true } }, () => app.swagger())
  })
  return app
}

/** Our ids are checked by a function, which a description cannot show; all are text. */
function idsAsText({ zodSchema, jsonSchema }: Described): void {
  if (zodSchema._zod.def.type === 'custom') jsonSchema.type = 'string'
}

type Described = Parameters<NonNullable<z.core.ToJSONSchemaParams['override']>>[0]

const utf8 = new TextDecoder('utf-8', { fatal: true })

function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      // Node would quietly replace broken letters; a story's reason or label must not change.
      const text = utf8.decode(body as Buffer)
      done(null, text === '' ? undefined : storable(JSON.parse(text)))
    } catch (cause) {
      done(new BadInput('The body is not JSON in UTF-8', { cause }))
    }
  })
  for (const type of [packedType, 'application/octet-stream']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body)
    })
  }
}

function measure(app: FastifyInstance, { metrics, log }: Services): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const seconds = reply.elapsedTime / 1000
    metrics.requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      seconds,
    )
    log.debug({ method: request.method, route, status: reply.statusCode, seconds }, 'answered')
  })
}
