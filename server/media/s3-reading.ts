/** Reading an object as a stream that survives cut lines (VSS1). */
import { type ByteRange, StoreUnavailable } from './object-store.ts'
import type { S3Send } from './s3-request.ts'

/** A body that is silent for so long is as good as cut. */
const silence_ms = 30_000
/** Cuts in a row without one new byte. */
const mostCuts = 5

export interface OpenObject {
  readonly response: Response
  /** First byte of the response's body, and the byte after its last. */
  readonly at: number
  readonly end: number
}

/** The text of an answer that went well; throws `StoreUnavailable` otherwise. */
export async function expectOk(response: Response): Promise<string> {
  const text = await response.text()
  if (response.ok) return text
  throw new StoreUnavailable(
    new Error(`the store answered ${response.status}: ${text.slice(0, 500)}`),
  )
}

/** Begins to read; null when nothing is there. */
export async function openObject(
  send: S3Send,
  key: string,
  range?: ByteRange,
): Promise<OpenObject | null> {
  const wanted = range && `bytes=${range.first}-${range.last}`
  const response = await send({ method: 'GET', key, ...(wanted && { range: wanted }) })
  if (response.status === 404) {
    await response.text()
    return null
  }
  if (!response.ok) await expectOk(response)
  const at = range?.first ?? 0
  return { response, at, end: at + Number(response.headers.get('content-length')) }
}

/** The object's bytes to its end, whatever the line does in between. */
export async function* bytesOf(send: S3Send, key: string, opened: OpenObject) {
  const { end } = opened
  let { response, at } = opened
  for (let cuts = 0; ; ) {
    try {
      for await (const chunk of chunksOf(response)) {
        at += chunk.length
        cuts = 0
        yield chunk
      }
      if (at >= end) return
    } catch (cause) {
      if (cuts >= mostCuts) throw new StoreUnavailable(cause)
    }
    cuts += 1
    if (cuts > mostCuts) throw new StoreUnavailable(new Error(`${key} ends at ${at} of ${end}`))
    const rest = await openObject(send, key, { first: at, last: end - 1 })
    if (!rest) throw new StoreUnavailable(new Error(`${key} went away while it was read`))
    response = rest.response
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  let timer: NodeJS.Timeout | undefined
  const listen = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void reader.cancel(new Error('silent')).catch(() => {}), silence_ms)
  }
  try {
    for (;;) {
      listen()
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(timer)
      yield value
    }
  } finally {
    clearTimeout(timer)
    await reader.cancel().catch(() => {})
  }
}
