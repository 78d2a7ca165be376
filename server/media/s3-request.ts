/**
 * One signed request to an S3-compatible store, tried again while that may help.
 *
 *     s3 store → [s3 request] → bucket
 *
 * VSQ1  What may pass (5xx, slow down, a cut or silent line) is tried again with backoff and jitter;
 *       a wrong key, signature or bucket is said at once, in words.
 */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { StoreFull, StoreMisconfigured, StoreUnavailable } from './object-store.ts'
import type { S3Config } from './s3-config.ts'

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** None: the bucket itself. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly range?: string
  readonly signal?: AbortSignal
}

/** Sends; gives any answer below 500 except refusals of who we are. */
export type S3Send = (request: S3Request) => Promise<Response>

/** How patient the requests are; tests are less so. */
export interface Patience {
  readonly tries: number
  /** Before the second try; doubles up to `longestPause`. */
  readonly firstPause: number
  readonly longestPause: number
  /** Until the headers of an answer are there, in milliseconds. */
  readonly answer: number
}

/** Some half a minute altogether: longer waits are the desk's, which tries for ever. */
export const usualPatience: Patience = {
  tries: 7,
  firstPause: 200,
  longestPause: 8000,
  answer: 30_000,
}

/** Requests to the bucket of that configuration. */
export function s3Requests(config: S3Config, patience: Patience = usualPatience): S3Send {
  const client = new AwsClient({
    accessKeyId: config.accessKey,
    secretAccessKey: config.secretKey,
    region: config.region,
    service: 's3',
    retries: 0,
  })
  async function once(wanted: S3Request): Promise<Response> {
    const { method, body, range, signal } = wanted
    const headers = new Headers()
    // The store compares: bytes that the line has changed are refused, not kept.
    if (body) headers.set('x-amz-content-sha256', createHash('sha256').update(body).digest('hex'))
    if (range) headers.set('range', range)
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(new Error('no answer in time')), patience.answer)
    try {
      return await client.fetch(addressOf(config, wanted), {
        method,
        headers,
        ...(body && { body: body as BodyInit }),
        signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
      })
    } finally {
      clearTimeout(timer)
    }
  }
  return async (wanted) => {
    for (let tried = 1; ; tried += 1) {
      let failure: StoreUnavailable | StoreFull
      try {
        const response = await once(wanted)
        const wrong = await verdictOn(response, config)
        if (!wrong) return response
        failure = wrong
      } catch (cause) {
        if (cause instanceof StoreMisconfigured || wanted.signal?.aborted) throw cause
        failure = new StoreUnavailable(cause)
      }
      if (tried >= patience.tries || failure instanceof StoreFull) throw failure
      const longest = Math.min(patience.longestPause, patience.firstPause * 2 ** (tried - 1))
      await pause(longest * (0.5 + Math.random() / 2))
    }
  }
}

function addressOf({ endpoint, bucket, pathStyle }: S3Config, { key = '', query = {} }: S3Request) {
  const base = new URL(endpoint)
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`
  const parts = [base.pathname.replace(/\/$/, ''), ...(pathStyle ? [bucket] : []), key]
  base.pathname = parts.filter((part, i) => i === 0 || part !== '').join('/')
  for (const [name, value] of Object.entries(query)) base.searchParams.set(name, value)
  return base
}

/** Null: an answer to work with. Throws when nothing but other settings would help. */
async function verdictOn(
  response: Response,
  config: S3Config,
): Promise<StoreUnavailable | StoreFull | null> {
  const { status } = response
  if (status === 507) return new StoreFull(await saidBy(response))
  if (status >= 500 || status === 429 || status === 408) {
    return new StoreUnavailable(await saidBy(response))
  }
  if (status === 401 || status === 403) throw refusalOf(await codeOf(response), config)
  return null
}

const saidBy = async (response: Response): Promise<Error> =>
  new Error(`the store answered ${response.status}: ${(await response.text()).slice(0, 500)}`)

async function codeOf(response: Response): Promise<string> {
  return /<Code>([^<]{1,60})<\/Code>/.exec(await response.text())?.[1] ?? String(response.status)
}

function refusalOf(code: string, { bucket, endpoint }: S3Config): StoreMisconfigured {
  const at = `The object store at ${endpoint} refuses us`
  switch (code) {
    case 'SignatureDoesNotMatch':
      return new StoreMisconfigured(
        `${at}: the access key or the secret key is wrong (${code})`,
        'Check COPYDESK_S3_ACCESS_KEY, COPYDESK_S3_SECRET_KEY and COPYDESK_S3_REGION.',
      )
    case 'InvalidAccessKeyId':
      return new StoreMisconfigured(
        `${at}: it does not know the access key (${code})`,
        'Check COPYDESK_S3_ACCESS_KEY.',
      )
    case 'RequestTimeTooSkewed':
      return new StoreMisconfigured(`${at}: the clocks differ (${code})`, 'Set this clock right.')
    default:
      return new StoreMisconfigured(
        `${at}: no right to use the bucket ${bucket} (${code})`,
        'Check the keys, and that they may read, write, list and delete in this bucket.',
      )
  }
}
