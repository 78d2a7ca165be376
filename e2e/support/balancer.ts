/** A small TCP balancer: connections go round the servers; one that does not answer is passed over. */
import { connect, createServer, type Socket } from 'node:net'
import type { OnEnd } from './on-end.ts'

export interface Balancer {
  readonly url: string
}

/** Listens on a free port and shares its connections out among the servers there are now. */
export async function aBalancer(onEnd: OnEnd, servers: () => readonly string[]): Promise<Balancer> {
  const ports = () => servers().map((url) => Number(new URL(url).port))
  const open = new Set<Socket>()
  let turn = 0
  const listener = createServer((client) => {
    open.add(client)
    client.on('error', () => client.destroy())
    client.once('close', () => open.delete(client))
    turn += 1
    passOn(client, inTurn(ports(), turn))
  })
  const port = await new Promise<number>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  onEnd(() => {
    listener.close()
    for (const socket of open) socket.destroy()
  })
  return { url: `http://127.0.0.1:${port}` }
}

const inTurn = (ports: readonly number[], turn: number): number[] =>
  ports.map((_port, n) => ports[(n + turn) % ports.length] ?? 0)

function passOn(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    client.destroy()
    return
  }
  const server = connect(port, '127.0.0.1')
  let connected = false
  server.once('connect', () => {
    connected = true
    client.pipe(server)
    server.pipe(client)
  })
  server.once('error', () => {
    // Only what has not begun may be tried elsewhere: what was sent may have been done.
    if (connected) client.destroy()
    else passOn(client, others)
  })
  server.once('close', () => {
    if (connected) client.destroy()
  })
  client.once('close', () => server.destroy())
}
