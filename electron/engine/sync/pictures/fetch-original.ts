/** An original in as many pieces as the line makes of it (DFP1, DFP2). */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AssetId } from '../../../../shared/model/ids.ts'
import { bodyOf, request, type ServerAddress, ServerUnreachable } from '../line/server-api.ts'
import type { PictureLine } from './picture-line.ts'

const patience = 60_000
/** No byte for so long is as good as a cut. */
const stall = 30_000
/** Cuts in a row without one new byte, before whoever asked is told. */
const mostCuts = 3
/** Between two looks whether text waits; what is not read does not come for long. */
const stretch = 256 * 1024

/** Fetches the original into `file`; what a cut leaves lies beside it until the next try. */
export async function fetchOriginal(
  { address, turn }: PictureLine,
  asset: AssetId,
  file: string,
): Promise<string> {
  const beside = `${file}.part`
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(beside, 'a+')
  try {
    let cuts = 0
    for (;;) {
      const before = (await handle.stat()).size
      try {
        await turn()
        if (await fetchRest({ address: address(), turn }, asset, handle, before)) break
      } catch (error) {
        const grew = (await handle.stat()).size > before
        cuts = grew ? 0 : cuts + 1
        if (!(error instanceof ServerUnreachable) || cuts >= mostCuts) throw error
      }
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  if ((await hashOf(beside)) !== asset) {
    await rm(beside, { force: true })
    throw new ServerUnreachable('The server sent another picture')
  }
  await rename(beside, file)
  return file
}

interface Begun {
  readonly address: ServerAddress
  readonly turn: () => Promise<void>
}

/** Appends what is missing; true when nothing is. */
async function fetchRest(
  { address, turn }: Begun,
  asset: AssetId,
  handle: FileHandle,
  from: number,
): Promise<boolean> {
  const path = `/v1/assets/${asset}/original`
  const response = await request(address, {
    method: 'GET',
    path,
    patience,
    streamed: true,
    ...(from > 0 && { headers: { range: `bytes=${from}-` } }),
  }).catch((error: unknown) => {
    if (isBeyond(error)) return null
    throw error
  })
  // Nothing after our last byte: it is all here.
  if (!response) return true
  // A server that knows no ranges sends all of it.
  if (from > 0 && response.status !== 206) await handle.truncate(0)
  let size = response.status === 206 ? from : 0
  const end = size + Number(response.headers.get('content-length'))
  for await (const chunk of bodyOf(response, stall)) {
    await handle.appendFile(chunk)
    const stretches = Math.floor(size / stretch)
    size += chunk.length
    if (Math.floor(size / stretch) > stretches) await turn()
  }
  if (size < end) throw new ServerUnreachable('The picture was cut off')
  return true
}

const isBeyond = (error: unknown): boolean =>
  error instanceof ServerUnreachable && /answered 416/.test(error.message)

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
