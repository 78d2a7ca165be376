/** The live side of one process: takes sockets in at `/v1/live` and sends them away when it leaves. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { largestUpdate } from '../../../shared/document/encoding.ts'
import type { Services } from '../services.ts'
import { deskFrames } from './desk-frames.ts'
import { sayGoodbye } from './goodbye.ts'
import { passNewsOn } from './live-news.ts'
import { livePartsOf } from './live-parts.ts'
import { type LiveServices, serveSocket } from './live-socket.ts'

export interface LiveHub {
  /** Sends every desk away and waits until they are gone. */
  close(): Promise<void>
}

/** An update, its address, and MessagePack around them. */
const largestFrame = largestUpdate + 4096

/** Answers upgrades of `/v1/live` on this HTTP server. */
export function serveLive(server: Server, services: Services): LiveHub {
  const { queue, metrics } = services
  const parts = livePartsOf(services)
  let leaving = false
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false, // Updates are compact already; deflate would cost memory a desk.
  })
  const stopNews = passNewsOn(services, parts)
  const stopUpgrades = takeUpgrades(server, sockets, {
    ...deskFrames(services, parts),
    reads: () => !leaving,
    onError: parts.onError,
    onTooSlow: () => metrics.socketsTooSlow.inc(),
  })
  return {
    async close() {
      leaving = true
      stopUpgrades()
      parts.signedOut.close()
      stopNews()
      parts.calls.close()
      await sayGoodbye(sockets, () => queue.drain())
      await parts.board.close()
    },
  }
}

/** Serves each upgrade as a live socket; the answer ends that. */
function takeUpgrades(server: Server, sockets: WebSocketServer, live: LiveServices): () => void {
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/v1/live') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveSocket(webSocket, live, socket),
    )
  }
  server.on('upgrade', upgrade)
  return () => void server.off('upgrade', upgrade)
}
