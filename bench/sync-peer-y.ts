/** y-websocket's server as its own start file runs it, in a process of its own. */
import { createServer } from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import { answerParent } from './sync-child.ts'

answerParent(
  () =>
    new Promise<number>((resolve) => {
      const sockets = new WebSocketServer({ noServer: true })
      sockets.on('connection', setupWSConnection)
      const server = createServer((_request, response) => response.end('okay'))
      server.on('upgrade', (request, socket, head) => {
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          sockets.emit('connection', webSocket, request)
        })
      })
      server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    }),
)
