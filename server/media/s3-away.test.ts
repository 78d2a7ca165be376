/** What a bucket that cannot be reached must not cost. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
