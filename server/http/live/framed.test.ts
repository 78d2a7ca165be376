import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as ws from 'ws'
import { framed } from './framed.ts'

/** The other side's reader; its types are not published. */
const { Receiver } = ws as unknown as {
  Receiver: new (options: { isServer: boolean }) => NodeJS.WritableStream
}

function heard(frame: Buffer): Promise<Buffer> {
  const receiver = new Receiver({ isServer: false })
  return new Promise((resolve, reject) => {
    receiver.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) resolve(data)
      else reject(new Error('not binary'))
    })
    receiver.on('error', reject)
    receiver.write(frame)
  })
}

describe('a framed message', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
    'of %i bytes arrives as it was',
    async (length) => {
      const packed = randomBytes(length)
      expect((await heard(framed(packed))).equals(packed)).toBe(true)
    },
  )
})
