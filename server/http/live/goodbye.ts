/**
 * How desks are sent away when their server leaves.
 *
 *     SIGTERM → live hub → [goodbye] → each live socket
 *
 * VLS5  Desks are sent away one after the other and served until then: each can go to another
 *       server at once, and they do not all come there in one moment.
 */
import type { WebSocketServer } from 'ws'
import type { ServedSocket } from './live-socket.ts'

/** Between two desks: what a hello and reading the news cost the server that takes them in. */
const apart_ms = 10
/** For all of them, however many there are. */
const longest_ms = 2000
/** For their answers to the last goodbye. */
const goodbye_ms = 2000

/**
 * Sends every desk away; resolves when all are gone. Where no other server is there to take them
 * in, they need not go in turn.
 */
export async function sayGoodbye(
  sockets: WebSocketServer,
  served: readonly ServedSocket[],
  { hasSiblings }: { readonly hasSiblings: boolean },
): Promise<void> {
  const step_ms = hasSiblings ? Math.min(apart_ms, longest_ms / served.length) : 0
  await Promise.all(
    served.map(async (desk, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * step_ms))
      await desk.leave()
    }),
  )
  const gone = new Promise<void>((resolve) => sockets.close(() => resolve()))
  const tooLong = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate()
  }, goodbye_ms)
  await gone
  clearTimeout(tooLong)
}
