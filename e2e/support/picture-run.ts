/**
 * Pictures from a desk to a server over a line that is cut again and again in the middle of parts,
 * and a look at what the server then holds.
 */
import { createHash } from 'node:crypto'
import type { ObjectStore } from '../../server/media/object-store.ts'
import { type CutLine, cutLine } from '../../server/testing/cut-line.ts'
import type { AssetId } from '../../shared/model/ids.ts'
import { seeded } from './fault-proxy.ts'
import { type SeededPicture, seededPictures } from './seeded-pictures.ts'
import { until } from './until.ts'

export interface PictureLoad {
  readonly count: number
  /** Size of each, in bytes. */
  readonly size: number
  readonly cuts: number
  readonly seed: number
}

/** The desk's side: an engine, whoever put it together. */
export interface SendingDesk {
  workOffline(offline: boolean): Promise<unknown>
  ingest(name: string, bytes: Buffer): Promise<{ readonly asset: string }>
  state(): Promise<{ readonly waitingPictures: number; readonly state: string }>
  /** The network is back, as the system tells the app. */
  wake(): void
}

export interface Outcome {
  readonly seconds: number
  readonly cutsMade: number
  readonly bytes: number
  /** Bytes that left the desk: pictures, headers and what had to be sent again. */
  readonly sent: number
}

/** A line to `url` whose cuts are made in the middle of parts. */
export interface PictureLine {
  readonly line: CutLine
  /** From now on cuts so often while so many bytes pass. */
  begin(load: PictureLoad): void
  cutsMade(): number
}

/** Opens such a line. */
export async function aPictureLine(url: string): Promise<PictureLine> {
  let made = 0
  let next = () => {}
  const line = await cutLine(url, () => {
    made += 1
    next()
  })
  return {
    line,
    cutsMade: () => made,
    begin({ count, size, cuts, seed }) {
      const random = seeded(seed)
      const between = (count * size) / (cuts + 1)
      next = () => {
        // From a half to one and a half of the way: never twice at the same place of a part.
        if (made < cuts) line.cutAfter(Math.round(between * (0.4 + random())), 'up')
      }
      next()
    },
  }
}

const patience_ms = 30 * 60_000

/** Takes the pictures in off line, goes on line, and waits until none waits. */
export async function sendPictures(
  desk: SendingDesk,
  { line, begin, cutsMade }: PictureLine,
  load: PictureLoad,
  say: (words: string) => void = () => {},
): Promise<Outcome> {
  const { count, size, seed } = load
  const picture = await seededPictures(size, seed)
  await desk.workOffline(true)
  let bytes = 0
  for (let i = 0; i < count; i += 1) {
    const { name, asset, bytes: file } = picture(i)
    const taken = await desk.ingest(name, file)
    if (taken.asset !== asset) throw new Error(`${name} was taken in as ${taken.asset}`)
    bytes += file.length
    if (i % 20 === 19) say(`${i + 1} pictures taken in`)
  }
  const before = line.passed.up
  const began = performance.now()
  begin(load)
  await desk.workOffline(false)
  let told = count
  await until(
    'all pictures to be on the server',
    async () => {
      const { waitingPictures: left, state } = await desk.state()
      if (state === 'offline') desk.wake()
      if (left <= told - 20) {
        told = left
        say(`${left} pictures left, ${cutsMade()} cuts`)
      }
      return left === 0
    },
    patience_ms,
  )
  const seconds = (performance.now() - began) / 1000
  return { seconds, cutsMade: cutsMade(), bytes, sent: line.passed.up - before }
}

export interface Held {
  /** Pictures whose object has exactly the bytes that were taken in. */
  readonly identical: number
  readonly missing: AssetId[]
  readonly different: AssetId[]
  /** Objects of originals that are none of these pictures, and parts that were left behind. */
  readonly others: string[]
}

/** Reads every picture back out of the store, beside and past the server. */
export async function heldBy(
  store: ObjectStore,
  { count, size, seed }: PictureLoad,
  known: ReadonlySet<string>,
): Promise<Held> {
  const picture = await seededPictures(size, seed)
  const wanted = new Map<string, SeededPicture['asset']>()
  for (let i = 0; i < count; i += 1) wanted.set(picture(i).asset, picture(i).asset)
  const different: AssetId[] = []
  const others: string[] = []
  let identical = 0
  for await (const { key } of store.list('')) {
    if (known.has(key)) continue
    const [, kind, , name = ''] = key.split('/')
    const asset = kind === 'originals' ? wanted.get(name) : undefined
    if (!asset) {
      if (kind !== 'renditions') others.push(key)
      continue
    }
    wanted.delete(name)
    const hash = createHash('sha256')
    for await (const chunk of await store.get(key)) hash.update(chunk as Buffer)
    if (hash.digest('hex') === asset) identical += 1
    else different.push(asset)
  }
  return { identical, missing: [...wanted.values()], different, others }
}
