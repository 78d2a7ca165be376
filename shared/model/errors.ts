/** Failures (disk, network, malformed input). Refusals of the newsroom's rules are values, not errors. */
export abstract class NewsroomError extends Error {
  abstract readonly code: string
  /** Would the same request, unchanged, succeed later? */
  abstract readonly retry: 'later' | 'never'
  /** What the person at the screen can do about it, if anything. */
  readonly remedy: string | undefined = undefined
  /** Milliseconds until the same request makes sense again, where that is known. */
  readonly retryAfter: number | undefined = undefined
}

export class MalformedId extends NewsroomError {
  readonly code = 'malformed-id'
  readonly retry = 'never'
  constructor(kind: string, text: unknown) {
    super(`Not a ${kind}: ${String(text).slice(0, 80)}`)
  }
}

/** Input at a boundary that does not fit its schema, or bytes that do not decode. */
export class BadInput extends NewsroomError {
  readonly code = 'bad-input'
  readonly retry = 'never'
  constructor(what: string, options?: ErrorOptions) {
    super(what, options)
  }
}

/** The form in which an error crosses a process: its class does not survive the journey. */
export interface WireError {
  readonly code: string
  readonly message: string
  readonly retry: 'later' | 'never'
  readonly remedy?: string | undefined
  readonly retryAfter?: number | undefined
}

/** Any thrown value as a `WireError`; unknown errors become `internal`, without their stack. */
export function toWireError(error: unknown): WireError {
  if (error instanceof NewsroomError) {
    const { code, message, retry, remedy, retryAfter } = error
    return { code, message, retry, remedy, ...(retryAfter === undefined ? {} : { retryAfter }) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message, retry: 'never' }
}

/** A failure that happened in another process, rebuilt here. */
export class RemoteError extends NewsroomError {
  readonly code: string
  readonly retry: 'later' | 'never'
  override readonly remedy: string | undefined
  override readonly retryAfter: number | undefined
  constructor(wire: WireError) {
    super(wire.message)
    this.code = wire.code
    this.retry = wire.retry
    this.remedy = wire.remedy
    this.retryAfter = wire.retryAfter
  }
}

/** For the `default` of a switch that handles every case: a compile error when one is forgotten. */
export function assertNever(x: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(x)}`)
}
