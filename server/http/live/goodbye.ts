/** How sockets end when the server leaves: what it has read is answered first. */
import type { WebSocketServer } from 'ws'
import { liveCloseCodes } from '../../../shared/protocol/live.ts'

const goodbye_ms = 2000

/** Ends every socket; `drain` ends when all that was read is committed and acknowledged. */
export async function sayGoodbye(
  sockets: WebSocketServer,
  drain: () => Promise<void>,
): Promise<void> {
  const gone = new Promise<void>((resolve) => sockets.close(() => resolve()))
  // Nothing more is read; what was read is committed and acknowledged before the goodbye.
  for (const socket of sockets.clients) socket.pause()
  await drain()
  for (const socket of sockets.clients) {
    socket.resume()
    socket.close(liveCloseCodes.goingAway, 'going away')
  }
  const tooLong = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate()
  }, goodbye_ms)
  if (sockets.clients.size > 0) await gone
  clearTimeout(tooLong)
}
