/**
 * Gets a picture that others took in from the server and puts it on the shelf.
 *
 *     screens, pictures ahead → [fetch picture] → GET /v1/assets/:asset/:size → shelf
 *
 * DFP1  An original that was cut off goes on from the byte where it stopped, also after a restart.
 * DFP2  Nothing is shelved under a picture's name but that picture: an original has the hash of its
 *       name, a rendition is a picture of a known kind, whole.
 * DFP4  Before a picture comes, and while a large one does, text that waits goes first.
 * DFP3  Whoever asks for what is on its way already waits for that.
 */
import { access } from 'node:fs/promises'
import type { AssetId } from '../../../../shared/model/ids.ts'
import { pictureTypeOf } from '../../media/picture-type.ts'
import { shelve } from '../../media/shelve.ts'
import type { PictureSize } from '../../parent-contract.ts'
import { shelfFile } from '../../store/shelf-path.ts'
import { request, ServerUnreachable } from '../line/server-api.ts'
import { fetchOriginal } from './fetch-original.ts'
import type { PictureLine } from './picture-line.ts'

const patience = 60_000

const onTheirWay = new Map<string, Promise<string>>()

/** File of the picture at that size, from the shelf or the server. Throws when neither has it. */
export async function fetchPicture(
  line: PictureLine,
  shelf: string,
  asset: AssetId,
  size: PictureSize,
): Promise<string> {
  const file = shelfFile(shelf, asset, size)
  if (await exists(file)) return file
  const begun = onTheirWay.get(file)
  if (begun) return await begun
  const work = size === 'original' ? fetchOriginal(line, asset, file) : rendition()
  const told = work.finally(() => onTheirWay.delete(file))
  onTheirWay.set(file, told)
  return await told

  async function rendition(): Promise<string> {
    const path = `/v1/assets/${asset}/${size}`
    await line.turn()
    const response = await request(line.address(), { method: 'GET', path, patience })
    const bytes = await wholeBody(response)
    if (!pictureTypeOf(bytes)) throw new ServerUnreachable('The server sent something else')
    await shelve(file, bytes)
    return file
  }
}

async function wholeBody(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    throw new ServerUnreachable('The picture was cut off', { cause })
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
