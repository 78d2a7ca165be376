/** Bare sockets: who speaks at the same path is in one room. What becomes of a frame is told by whom. */
import { type WebSocket, WebSocketServer } from 'ws'

/** The sockets of one path. */
export type Room = ReadonlySet<WebSocket>

/** Passes a frame on to everybody else in its room. */
export function passOn(frame: Buffer, from: WebSocket, room: Room): void {
  for (const other of room) if (other !== from) other.send(frame)
}

/** Listens on a free port, which is the answer; `hear` gets every frame with its room. */
export function bareRooms(
  hear: (frame: Buffer, from: WebSocket, room: Room) => void,
): Promise<number> {
  return new Promise((resolve) => {
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
      socket.on('message', (frame: Buffer) => hear(frame, socket, room))
      socket.on('close', () => room.delete(socket))
    })
  })
}
