/**
 * Sockets that never finish what they begin, by the hundred: upgraded and silent, a request whose
 * headers or body stop, and connections that say nothing at all.
 */
import { connect, type Socket } from 'node:net'
import type { OnEnd } from './on-end.ts'

/** How a connection stalls. */
const openings = {
  'upgraded, then silent': [
    'GET /v1/live HTTP/1.1',
    'host: x',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    '',
    '',
  ].join('\r\n'),
  'headers that stop': 'GET /v1/health HTTP/1.1\r\nhost: x\r\nx-slow: ',
  'says nothing': '',
  'a body that stops': [
    'POST /v1/sessions HTTP/1.1',
    'host: x',
    'content-type: application/json',
    'content-length: 400',
    '',
    '{"email":"',
  ].join('\r\n'),
} as const
export type Stall = keyof typeof openings
export const stalls = Object.keys(openings) as Stall[]
/** Those that a server ends soon; a body may come over a slow line and gets a minute. */
export const quickStalls: readonly Stall[] = stalls.filter((stall) => stall !== 'a body that stops')

export interface HalfOpen {
  readonly stall: Stall
  /** Milliseconds from the connection until the server ended it; undefined while it stands. */
  lasted(): number | undefined
}

/** Opens one and keeps it; whatever the server sends is read and ignored. */
export function openHalf(onEnd: OnEnd, server: string, stall: Stall): Promise<HalfOpen> {
  const { hostname, port } = new URL(server)
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    let lasted: number | undefined
    const socket: Socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(openings[stall])
      resolve({ stall, lasted: () => lasted })
    })
    socket.on('data', () => {})
    socket.on('error', (error) => {
      lasted ??= performance.now() - begun
      reject(error)
    })
    // An end is an end: a desk that went away would not answer it either.
    for (const event of ['end', 'close'] as const) {
      socket.on(event, () => {
        lasted ??= performance.now() - begun
      })
    }
    onEnd(() => {
      socket.destroy()
    })
  })
}

/** So many, of each kind as many. */
export async function openHalves(
  onEnd: OnEnd,
  server: string,
  count: number,
  kinds: readonly Stall[] = stalls,
): Promise<HalfOpen[]> {
  const found: HalfOpen[] = []
  for (let n = 0; n < count; n++) {
    found.push(await openHalf(onEnd, server, kinds[n % kinds.length] ?? 'says nothing'))
  }
  return found
}
