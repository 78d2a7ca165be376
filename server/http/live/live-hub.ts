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
import { type LiveServices, type ServedSocket, serveSocket } from './live-socket.ts'

export interface LiveHub {
  /** Sends every desk away and waits until they are gone. */
  close(): Promise<void>
}

/** An update, its address, and MessagePack around them. */
const largestFrame = largestUpdate + 4096

/** Answers upgrades of `/v1/live` on this HTTP server. */
export function serveLive(server: Server, services: Services): LiveHub {
  const { wakeUps, metrics } = services
  const parts = livePartsOf(services)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false, // Updates are compact already; deflate would cost memory a desk.
  })
  const stopNews = passNewsOn(services, parts)
  const upgrades = takeUpgrades(server, sockets, {
    ...deskFrames(services, parts),
    onError: parts.onError,
    onTooSlow: () => metrics.socketsTooSlow.inc(),
  })
  return {
    async close() {
      upgrades.leave()
      await sayGoodbye(sockets, [...upgrades.served], { hasSiblings: wakeUps.hasSiblings() })
      parts.signedOut.close()
      stopNews()
      parts.calls.close()
      await parts.board.close()
    },
  }
}

interface Upgrades {
  /** The sockets that are open. */
  readonly served: ReadonlySet<ServedSocket>
  /** Who still comes, on a connection that stood already, is sent on at once. */
  leave(): void
}

/** Serves each upgrade as a live socket. */
function takeUpgrades(server: Server, sockets: WebSocketServer, live: LiveServices): Upgrades {
  const served = new Set<ServedSocket>()
  let leaving = false
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/v1/live') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (desk) => {
      const one = serveSocket(desk, live, socket)
      if (leaving) {
        one.leave().catch(live.onError)
        return
      }
      served.add(one)
      desk.once('close', () => served.delete(one))
    })
  }
  server.on('upgrade', upgrade)
  return {
    served,
    leave() {
      leaving = true
    },
  }
}
