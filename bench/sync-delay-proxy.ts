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

/** Passes on what comes, later, in the order in which it came. */
function delayed(from: Socket, to: Socket, delay_ms: number, notBefore: number): void {
  const queue: { readonly due: number; readonly pass: () => void }[] = []
  const pump = () => {
    for (let next = queue[0]; next && next.due <= performance.now(); next = queue[0]) {
      queue.shift()
      next.pass()
    }
    if (queue[0]) setTimeout(pump, Math.max(1, queue[0].due - performance.now()))
  }
  const later = (pass: () => void) => {
    queue.push({ due: Math.max(performance.now() + delay_ms, notBefore), pass })
    if (queue.length === 1) setTimeout(pump, (queue[0]?.due ?? 0) - performance.now())
  }
  from.on('data', (chunk) => later(() => to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.destroy()))
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
