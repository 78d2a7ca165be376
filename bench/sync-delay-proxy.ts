/**
 * A far-away line: every byte takes half a round trip each way, and a connection a whole one to be
 * made. A process of its own, so that its work is nobody's.
 */
import { connect, createServer, type Socket } from 'node:net'
import { answerParent } from './sync-child.ts'

export interface DelayedTo {
  readonly port: number
  readonly roundTrip_ms: number
}

/** Passes on what comes, later; the order stays. */
function delayed(from: Socket, to: Socket, delay_ms: number, notBefore: number): void {
  from.on('data', (chunk) => {
    const wait = Math.max(delay_ms, notBefore - performance.now())
    setTimeout(() => to.write(chunk), wait)
  })
  from.on('end', () => {
    const wait = Math.max(delay_ms, notBefore - performance.now())
    setTimeout(() => to.end(), wait)
  })
  from.on('error', () => to.destroy())
  from.on('close', () => setTimeout(() => to.destroy(), delay_ms * 2).unref())
}

answerParent<DelayedTo>(
  ({ port, roundTrip_ms }) =>
    new Promise<number>((resolve) => {
      const oneWay = roundTrip_ms / 2
      const proxy = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
        const far = connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true })
        // Here the connection stands at once; there it would have taken a round trip.
        delayed(near, far, oneWay, performance.now() + roundTrip_ms + oneWay)
        delayed(far, near, oneWay, 0)
      })
      proxy.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
        const address = proxy.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    }),
)
