/** Pictures that come stand back for text, as those that leave do. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type AssetId, parseAssetId } from '../../../../shared/model/ids.ts'
import { until } from '../../testing/a-desk.ts'
import { aFolder } from '../../testing/a-store.ts'
import { fetchOriginal } from './fetch-original.ts'

const bytes = Buffer.alloc(3_000_000, 'harbour')
const asset: AssetId = parseAssetId(createHash('sha256').update(bytes).digest('hex'))

/** A server that has one picture. */
async function aPictureServer() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-length': bytes.length, 'content-type': 'image/jpeg' })
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('a picture that comes', () => {
  it('[DFP4] waits for text before it is asked for, and again while it comes', async () => {
    const { asked, url } = await aPictureServer()
    const file = join(aFolder(), 'picture.original')
    let turns = 0
    const waiting: (() => void)[] = []
    const turn = () => {
      turns += 1
      return new Promise<void>((resolve) => waiting.push(resolve))
    }
    const arrived = fetchOriginal(
      { address: () => ({ server: url, token: null }), turn },
      asset,
      file,
    )
    await until(() => turns === 1, 'it to ask whether it may come')
    expect(asked).toEqual([])
    waiting.shift()?.()
    await until(() => turns === 2, 'it to ask again on its way')
    const here = statSync(`${file}.part`).size
    expect(here).toBeGreaterThan(0)
    expect(here).toBeLessThan(bytes.length / 2)
    // Nothing more is taken from the line while text has it.
    for (let look = 0; look < 20; look++) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      expect(statSync(`${file}.part`).size).toBe(here)
    }
    const letting = setInterval(() => waiting.shift()?.(), 1)
    onTestFinished(() => clearInterval(letting))
    expect(await arrived).toBe(file)
    expect(asked).toHaveLength(1)
    expect(turns).toBeGreaterThan(8)
  })
})
