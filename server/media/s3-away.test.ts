/** What a bucket that cannot be reached, or is not read to its end, must not cost. */
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Patience } from './s3-request.ts'
import { s3Store } from './s3-store.ts'

const impatient: Patience = { tries: 1, firstPause: 1, longestPause: 1, answer: 1000 }
const nobodyThere = {
  endpoint: 'http://127.0.0.1:9',
  region: 'nowhere',
  bucket: 'pictures',
  accessKey: 'paper',
  secretKey: 'secret',
  pathStyle: true,
}

describe('a bucket that is away', () => {
  it('[VSS3] lets go of the file that could not be sent to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'picture')
    // More than two parts, so that the rest of it was not read yet.
    writeFileSync(file, Buffer.alloc(25 * 1024 * 1024))
    const stream = createReadStream(file)
    await expect(s3Store(nobodyThere, impatient).put('a/b', stream)).rejects.toMatchObject({
      code: 'store-unavailable',
    })
    expect(stream.destroyed).toBe(true)
  })
})

describe('an object that is not read', () => {
  it('[VSS4] lets go of its line, also when reading never began', async () => {
    const ends: Promise<unknown>[] = []
    const bucket = createServer((_, response) => {
      ends.push(once(response, 'close'))
      response.writeHead(200, { 'content-length': 50_000_000 }).write(Buffer.alloc(64 * 1024))
    })
    bucket.listen(0, '127.0.0.1')
    await once(bucket, 'listening')
    onTestFinished(() => {
      bucket.closeAllConnections()
      bucket.close()
    })
    const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`
    const store = s3Store({ ...nobodyThere, endpoint }, { ...impatient, answer: 10_000 })
    const unread = await store.get('a/b')
    unread.destroy()
    await ends[0]
    const begun = await store.get('a/b')
    await once(begun, 'readable')
    begun.destroy()
    await ends[1]
    expect(ends).toHaveLength(2)
  })
})
