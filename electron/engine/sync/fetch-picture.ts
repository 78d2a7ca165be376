/** Gets a picture that others took in from the server and puts it on the shelf. */
import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import type { AssetId } from '../../../shared/model/ids.ts'
import { pictureTypeOf } from '../media/picture-type.ts'
import { shelve } from '../media/shelve.ts'
import type { PictureSize } from '../parent-contract.ts'
import { shelfFile } from '../store/shelf-path.ts'
import { request, type ServerAddress, ServerUnreachable } from './server-api.ts'

const patience = 60_000

/** File of the picture at that size, from the shelf or the server. Throws when neither has it. */
export async function fetchPicture(
  address: () => ServerAddress,
  shelf: string,
  asset: AssetId,
  size: PictureSize,
): Promise<string> {
  const file = shelfFile(shelf, asset, size)
  if (await exists(file)) return file
  const path = `/v1/assets/${asset}/${size}`
  const response = await request(address(), { method: 'GET', path, patience })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (!pictureTypeOf(bytes)) throw new ServerUnreachable('The server sent something else')
  if (size === 'original' && createHash('sha256').update(bytes).digest('hex') !== asset) {
    throw new ServerUnreachable('The server sent another picture')
  }
  await shelve(file, bytes)
  return file
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
