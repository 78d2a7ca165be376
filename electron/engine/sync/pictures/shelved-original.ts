/** The original of a picture on the shelf, read in parts and believed only when it is what it was. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { NewsroomError } from '../../../../shared/model/errors.ts'
import type { AssetId } from '../../../../shared/model/ids.ts'

/** The file is gone, or its bytes are no longer those that were taken in. */
export class DamagedFile extends NewsroomError {
  readonly code = 'picture-damaged-here'
  readonly retry = 'never'
  override readonly remedy = 'Add the picture again from where it came.'
  constructor(options?: ErrorOptions) {
    super('The file of this picture is damaged on this device', options)
  }
}

export interface ShelvedOriginal {
  read(offset: number, bytes: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Opens the original after hashing all of it; throws `DamagedFile`. */
export async function openPicture(
  file: string,
  asset: AssetId,
  bytes: number,
): Promise<ShelvedOriginal> {
  if (!(await isIntact(file, asset, bytes))) throw new DamagedFile()
  const handle = await open(file)
  return {
    async read(offset, size) {
      const part = Buffer.alloc(size)
      const { bytesRead } = await handle.read(part, 0, size, offset)
      if (bytesRead < size) throw new DamagedFile()
      return part
    },
    close: () => handle.close(),
  }
}

/** True when the file has the bytes that its name promises. Throws when the disk does not let us know. */
export async function isIntact(file: string, asset: AssetId, bytes: number): Promise<boolean> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk as Buffer)
      size += (chunk as Buffer).length
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  return size === bytes && hash.digest('hex') === asset
}
