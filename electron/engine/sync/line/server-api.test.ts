import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sessionSchema } from '../../../../shared/protocol/session.ts'
import { protocolHeader, protocolVersion } from '../../../../shared/protocol/version.ts'
import { jsonOf, request } from './server-api.ts'

interface Heard {
  readonly headers: Readonly<Record<string, unknown>>
}

/** A server that answers everything the same way. */
async function answering(answer: (response: ServerResponse) => void) {
  const heard: Heard[] = []
  const server = createServer((incoming, response) => {
    heard.push({ headers: incoming.headers })
    answer(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (patience?: number) =>
    request({ server: address, token: 'T' }, { method: 'GET', path: '/v1/x', patience })
  return { ask, heard }
}

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

describe('talking to the server', () => {
  it('says who asks and which protocol it speaks', async () => {
    const { ask, heard } = await answering(json(200, {}))
    await ask()
    expect(heard[0]?.headers).toMatchObject({
      authorization: 'Bearer T',
      [protocolHeader]: String(protocolVersion),
    })
  })

  it('[DSA1] takes an answer that does not fit for a failure', async () => {
    for (const body of [{ token: 5 }, [], null, 'text']) {
      const { ask } = await answering(json(200, body))
      await expect(ask().then((answer) => jsonOf(answer, sessionSchema))).rejects.toMatchObject({
        code: 'server-unreachable',
        retry: 'later',
      })
    }
    const { ask } = await answering((response) =>
      response.end('<html>A hotel’s log-in page</html>'),
    )
    await expect(ask().then((answer) => jsonOf(answer, sessionSchema))).rejects.toMatchObject({
      code: 'server-unreachable',
    })
  })

  it('tells an ended sign-in from a wrong password, and passes on what the server says', async () => {
    const failing = async (status: number, body: unknown) => {
      const { ask } = await answering(json(status, body))
      return await ask().then(
        () => null,
        (error: unknown) => error,
      )
    }
    const said = (code: string, retry: string) => ({ code, message: 'why', retry })
    expect(await failing(401, said('not-signed-in', 'never'))).toMatchObject({
      code: 'not-signed-in',
    })
    expect(await failing(401, said('wrong-password', 'never'))).toMatchObject({
      code: 'wrong-password',
    })
    expect(await failing(503, said('database-unavailable', 'later'))).toMatchObject({
      code: 'database-unavailable',
      retry: 'later',
    })
    expect(await failing(502, 'Bad Gateway')).toMatchObject({ code: 'server-unreachable' })
  })

  it('[DLN12] does not wait for ever, and follows nobody elsewhere', async () => {
    const silent = await answering(() => {})
    await expect(silent.ask(50)).rejects.toMatchObject({
      code: 'server-unreachable',
      retry: 'later',
    })
    const moving = await answering((response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await expect(moving.ask()).rejects.toMatchObject({ code: 'captive-portal' })
  })
})
