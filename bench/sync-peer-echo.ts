/** The floor: bare sockets that pass every frame to the others in the room, and know nothing. */
import { type WebSocket, WebSocketServer } from 'ws'
import { answerParent } from './sync-child.ts'

answerParent(
  () =>
    new Promise<number>((resolve) => {
      const rooms = new Map<string, Set<WebSocket>>()
      const server = new WebSocketServer(
        { port: 0, host: '127.0.0.1', perMessageDeflate: false, backlog: 2048 },
        () => {
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : 0)
        },
      )
      server.on('connection', (socket, request) => {
        const name = request.url ?? ''
        const room = rooms.get(name) ?? new Set<WebSocket>()
        rooms.set(name, room.add(socket))
        socket.on('message', (data) => {
          for (const other of room) if (other !== socket) other.send(data as Buffer)
        })
        socket.on('close', () => room.delete(socket))
      })
    }),
)
