/** Every failure as `wireErrorSchema`, with the status that fits. Causes and stacks stay here. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { BadInput, NewsroomError, toWireError, type WireError } from '../../shared/model/errors.ts'
import { DatabaseUnavailable, isConnectionFailure } from '../db/open-database.ts'

const statusOf: Readonly<Record<string, number>> = {
  'bad-input': 400,
  'malformed-id': 400,
  'not-signed-in': 401,
  'wrong-password': 401,
  'not-allowed': 403,
  'account-closed': 403,
  'not-found': 404,
  'command-out-of-place': 409,
  'counter-used': 409,
  'upload-not-begun': 404,
  'upload-offset': 409,
  'too-large': 413,
  'unsupported-type': 415,
  'bad-picture': 422,
  'wrong-hash': 422,
  'wrong-protocol': 426,
  'too-many-tries': 429,
  'too-much-at-once': 429,
  'database-unavailable': 503,
  'store-unavailable': 503,
  'store-full': 507,
  'upload-begins-anew': 503,
}

/** Nothing is at this address. */
export class NotFound extends NewsroomError {
  readonly code = 'not-found'
  readonly retry = 'never'
  constructor(what = 'Nothing is here') {
    super(what)
  }
}

/** What is here is not for everybody. */
export class NotAllowedHere extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
}

/** The desk speaks another protocol than this server. */
export class WrongProtocol extends NewsroomError {
  readonly code = 'wrong-protocol'
  readonly retry = 'never'
  override readonly remedy = 'Install the newest Copydesk.'
  constructor(asked: string, spoken: number) {
    super(`This server speaks protocol ${spoken}, the desk asked for ${asked.slice(0, 20)}`)
  }
}

class InFrameworksWords extends NewsroomError {
  readonly code: string
  readonly retry = 'never'
  constructor(code: string, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** What went wrong, in our own words; null for a bug. */
export function asNewsroomError(error: unknown): NewsroomError | null {
  if (error instanceof NewsroomError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const said = error.validation
      .slice(0, 5)
      .map(({ instancePath, message }) => `${instancePath}: ${message}`)
    return new BadInput(`The request does not fit: ${said.join('; ')}`)
  }
  if (isConnectionFailure(error)) return new DatabaseUnavailable(error)
  return fromFramework(error)
}

function fromFramework(error: unknown): NewsroomError | null {
  const { statusCode, message } = error as Partial<FastifyError>
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return null
  const codes: Readonly<Record<number, string>> = {
    404: 'not-found',
    413: 'too-large',
    415: 'unsupported-type',
  }
  return new InFrameworksWords(codes[statusCode] ?? 'bad-input', message ?? 'Bad request', error)
}

/** Status and body of a failure. */
export function errorAnswer(error: unknown): { status: number; body: WireError } {
  const known = asNewsroomError(error)
  if (known) return { status: statusOf[known.code] ?? 400, body: toWireError(known) }
  const body: WireError = {
    code: 'internal',
    message: 'The server made a mistake; it has been logged',
    retry: 'later',
  }
  return { status: 500, body }
}

/** Fastify's error handler. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = errorAnswer(error)
  if (status >= 500) request.log.error({ err: error, code: body.code }, 'request failed')
  if (body.retryAfter !== undefined) {
    reply.header('retry-after', String(Math.ceil(body.retryAfter / 1000)))
  }
  void reply.code(status).type('application/json').send(body)
}
