/** A TCP line that a test can cut: bytes pass until told otherwise. Host and port stand for a server. */
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface CutLine {
  readonly url: string
  /** Bytes that have passed towards the server, and back. */
  readonly passed: { up: number; down: number }
  /** Cuts every connection now. */
  cut(): void
  /** Cuts the line once so many more bytes have passed in one direction. */
  cutAfter(bytes: number, towards: 'up' | 'down'): void
  /** Answers the next connections with this text instead of passing them on. */
  answerNext(times: number, text: string): void
  /** Refuses every connection while true. */
  refuse(refusing: boolean): void
  close(): Promise<void>
}

/** Opens a line to the server at `url`; `onCut` hears of every cut that `cutAfter` made. */
export async function cutLine(url: string, onCut: () => void = () => {}): Promise<CutLine> {
  const target = new URL(url)
  const open = new Set<Socket>()
  const passed = { up: 0, down: 0 }
  const left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }
  let canned: { times: number; text: string } = { times: 0, text: '' }
  let refusing = false

  function cut(): void {
    for (const socket of open) socket.resetAndDestroy()
    open.clear()
  }

  function pass(from: Socket, to: Socket, way: 'up' | 'down'): void {
    from.on('data', (chunk: Buffer) => {
      const lets = Math.min(chunk.length, left[way])
      passed[way] += lets
      left[way] -= lets
      const room = to.write(chunk.subarray(0, lets))
      if (left[way] <= 0) {
        left[way] = Number.POSITIVE_INFINITY
        cut()
        onCut()
        return
      }
      if (room) return
      from.pause()
      to.once('drain', () => from.resume())
    })
    from.on('end', () => to.end())
    from.on('error', () => to.destroy())
    from.on('close', () => {
      open.delete(from)
      to.destroy()
    })
  }

  const server = createServer((client) => {
    if (refusing) {
      client.resetAndDestroy()
      return
    }
    if (canned.times > 0) {
      canned.times -= 1
      client.on('error', () => {})
      client.once('data', () => client.end(canned.text))
      return
    }
    const upstream = connect(Number(target.port), target.hostname)
    open.add(client).add(upstream)
    pass(client, upstream, 'up')
    pass(upstream, client, 'down')
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    cut,
    cutAfter(bytes, towards) {
      left[towards] = bytes
    },
    answerNext(times, text) {
      canned = { times, text }
    },
    refuse(now) {
      refusing = now
      if (now) cut()
    },
    close() {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}
