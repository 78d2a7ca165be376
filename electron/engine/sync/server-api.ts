/**
 * HTTP to the newsroom's server: one place for addresses, headers, time limits and failures.
 *
 * DSA1  An answer that does not fit its schema is a failure, never data.
 */
import { z } from 'zod'
import { NewsroomError, RemoteError } from '../../../shared/model/errors.ts'
import { wireErrorSchema } from '../../../shared/protocol/session.ts'
import { protocolHeader, protocolVersion } from '../../../shared/protocol/version.ts'

/** The server did not answer, or not like a server of ours. */
export class ServerUnreachable extends NewsroomError {
  readonly code = 'server-unreachable'
  readonly retry = 'later'
}

/** The sign-in is no longer valid. */
export class NotSignedIn extends NewsroomError {
  readonly code = 'not-signed-in'
  readonly retry = 'never'
}

export interface ServerAddress {
  readonly server: string
  readonly token: string | null
}

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly json?: unknown
  readonly body?: Uint8Array
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds until the whole answer must be there. */
  readonly patience?: number
  readonly signal?: AbortSignal
}

const usualPatience = 30_000

/** Sends a request; throws a `NewsroomError` unless the answer is a success. */
export async function request(address: ServerAddress, wanted: Request): Promise<Response> {
  const { method, path, json, body, contentType, patience = usualPatience, signal } = wanted
  const headers: Record<string, string> = { [protocolHeader]: String(protocolVersion) }
  if (address.token) headers['authorization'] = `Bearer ${address.token}`
  if (json !== undefined) headers['content-type'] = 'application/json'
  if (contentType) headers['content-type'] = contentType
  Object.assign(headers, wanted.headers)
  const limit = AbortSignal.timeout(patience)
  let response: Response
  try {
    response = await fetch(`${address.server}${path}`, {
      method,
      headers,
      body: json === undefined ? (body as BodyInit | undefined) : JSON.stringify(json),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      redirect: 'error',
    })
  } catch (cause) {
    throw new ServerUnreachable('The server does not answer', { cause })
  }
  if (response.ok) return response
  throw await failureOf(response)
}

async function failureOf(response: Response): Promise<NewsroomError> {
  const said = wireErrorSchema.safeParse(await response.json().catch(() => null))
  const message = said.success ? said.data.message : `The server answered ${response.status}`
  if (response.status === 401 && (!said.success || said.data.code !== 'wrong-password')) {
    return new NotSignedIn(message)
  }
  if (said.success) return new RemoteError(said.data)
  return new ServerUnreachable(message)
}

/** The JSON of an answer, checked. */
export async function jsonOf<T extends z.ZodType>(
  response: Response,
  schema: T,
): Promise<z.output<T>> {
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ServerUnreachable(
    `Not an answer of a Copydesk server: ${z.prettifyError(parsed.error)}`,
  )
}
