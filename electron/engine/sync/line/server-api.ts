/**
 * HTTP to the newsroom's server: one place for addresses, headers, time limits and failures.
 *
 * DSA1  An answer that does not fit its schema is a failure, never data.
 * DLN12  A redirect is never followed: the sign-in goes to the server's address and nowhere else.
 * DLN18  A server of another protocol has judged nothing: what was sent to it waits.
 * DLN13  A request ends when its line ends, and when nothing moves: none hangs on a dead line.
 */
import { z } from 'zod'
import { NewsroomError, RemoteError } from '../../../../shared/model/errors.ts'
import { wireErrorSchema } from '../../../../shared/protocol/session.ts'
import { protocolHeader, protocolVersion } from '../../../../shared/protocol/version.ts'
import { CaptivePortal, isForeignCertificate, isFromPortal } from './captive-portal.ts'

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

/** The server was updated, or this desk, while the line held. It has not looked at what was sent. */
export class OtherProtocol extends NewsroomError {
  readonly code = 'wrong-protocol'
  readonly retry = 'later'
}

/** An operator has closed the account. */
export class AccountClosed extends NewsroomError {
  readonly code = 'account-closed'
  readonly retry = 'never'
}

export interface ServerAddress {
  readonly server: string
  readonly token: string | null
  /** Ends with the line: what is under way then has failed. */
  readonly line?: AbortSignal
}

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly json?: unknown
  readonly body?: Uint8Array
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds until the whole answer must be there; its beginning, when it is streamed. */
  readonly patience?: number
  /** The body is read with `bodyOf`, which has a patience of its own. */
  readonly streamed?: boolean
}

const usualPatience = 30_000

/** Sends a request; throws a `NewsroomError` unless the answer is a success. */
export async function request(address: ServerAddress, wanted: Request): Promise<Response> {
  const { method, path, json, body } = wanted
  const limit = timeLimit(wanted)
  let response: Response
  try {
    response = await fetch(`${address.server}${path}`, {
      method,
      headers: headersOf(address, wanted),
      body: json === undefined ? (body as BodyInit | undefined) : JSON.stringify(json),
      signal: address.line ? AbortSignal.any([address.line, limit.signal]) : limit.signal,
      redirect: 'manual',
    })
  } catch (cause) {
    if (isForeignCertificate(cause)) throw new CaptivePortal({ cause })
    throw new ServerUnreachable('The server does not answer', { cause })
  } finally {
    limit.begun()
  }
  const { status, headers, ok } = response
  if (isFromPortal({ status, contentType: headers.get('content-type') })) {
    await response.body?.cancel()
    throw new CaptivePortal()
  }
  if (ok) return response
  throw await failureOf(response)
}

function headersOf(address: ServerAddress, wanted: Request): Record<string, string> {
  const headers: Record<string, string> = { [protocolHeader]: String(protocolVersion) }
  if (address.token) headers['authorization'] = `Bearer ${address.token}`
  if (wanted.json !== undefined) headers['content-type'] = 'application/json'
  if (wanted.contentType) headers['content-type'] = wanted.contentType
  return { ...headers, ...wanted.headers }
}

/** For all of the answer, or only until it begins. */
function timeLimit({ patience = usualPatience, streamed }: Request) {
  if (!streamed) return { signal: AbortSignal.timeout(patience), begun: () => {} }
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), patience)
  return { signal: controller.signal, begun: () => clearTimeout(timer) }
}

/** The bytes of an answer as they come; throws when none come for `stall` milliseconds. */
export async function* bodyOf(response: Response, stall: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await withinTime(reader.read(), stall)
      if (done) return
      yield value
    }
  } catch (cause) {
    if (cause instanceof NewsroomError) throw cause
    throw new ServerUnreachable('The answer was cut off', { cause })
  } finally {
    // A reader that goes early lets the connection go; what was cut is gone already.
    await reader.cancel().catch(() => {})
  }
}

async function withinTime<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ServerUnreachable('The answer does not go on')), patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function failureOf(response: Response): Promise<NewsroomError> {
  const said = wireErrorSchema.safeParse(await response.json().catch(() => null))
  const message = said.success ? said.data.message : `The server answered ${response.status}`
  if (response.status === 401 && (!said.success || said.data.code !== 'wrong-password')) {
    return new NotSignedIn(message)
  }
  if (said.success && said.data.code === 'account-closed') return new AccountClosed(message)
  if (said.success && said.data.code === 'wrong-protocol') return new OtherProtocol(message)
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
