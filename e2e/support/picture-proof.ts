/** The long proof of pictures, on whatever store the server is given: one real server, one real engine. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../../scripts/prove.ts'
import { storeOf } from '../../server/media/open-store.ts'
import type { S3Config } from '../../server/media/s3-config.ts'
import { aServer } from './a-server.ts'
import { EngineDesk } from './engine-desk.ts'
import { askDatabase } from './newsroom-database.ts'
import { type OnEnd, scratchFolder } from './on-end.ts'
import {
  aPictureLine,
  heldBy,
  type Outcome,
  type PictureLoad,
  type SendingDesk,
  sendPictures,
} from './picture-run.ts'
import { samplePassword, samplePeople } from './sample-people.ts'
import { until } from './until.ts'

/** What the issue asks for; COPYDESK_PROOF_PICTURES makes it shorter for a look. */
export const fullLoad = (): PictureLoad => ({
  count: Number(process.env['COPYDESK_PROOF_PICTURES'] ?? 200),
  size: 10_000_000,
  cuts: Math.ceil(Number(process.env['COPYDESK_PROOF_PICTURES'] ?? 200) / 4),
  seed: 20_261_122,
})

const say = (words: string) => console.log(`  ${words}`)

/** Sends them all and looks at what the server holds. */
export async function picturesArrive(
  onEnd: OnEnd,
  load: PictureLoad,
  s3?: S3Config,
): Promise<Figure[]> {
  const server = await aServer(onEnd, s3 ? { env: environmentOf(s3) } : {})
  const store = storeOf({ dataDir: server.data, s3 })
  const known = new Set<string>()
  for await (const { key } of store.list('')) known.add(key)
  const assetsBefore = await countOf(server.data, 'asset')

  const line = await aPictureLine(server.url)
  onEnd(() => line.line.close())
  const desk = new EngineDesk(scratchFolder(onEnd, 'picture-desk'))
  onEnd(() => desk.close())
  const sender = senderOf(desk)
  await desk.call('session:sign-in', {
    server: line.line.url,
    email: samplePeople.lina,
    password: samplePassword,
  })
  await until('the desk to be online', async () => (await sender.state()).state === 'online')

  const outcome = await sendPictures(sender, line, load, say)
  say('reading every picture back out of the store')
  const held = await heldBy(store, load, known)
  const assets = (await countOf(server.data, 'asset')) - assetsBefore
  const uploads = await countOf(server.data, 'upload')
  const memory = mostMemory(server.pid)
  return [
    exactly('pictures complete and byte-identical in the store', held.identical, load.count),
    exactly('pictures missing, damaged or left in parts', troubles(held), 0),
    exactly('pictures the newsroom knows of', assets, load.count),
    exactly('uploads still open', uploads, 0),
    exactly('times the line was cut in the middle', outcome.cutsMade, load.cuts),
    ...speedOf(outcome),
    { what: 'most memory of the server, MB', value: memory, goal: 'under 1000', ok: memory < 1000 },
  ]
}

const troubles = (held: Awaited<ReturnType<typeof heldBy>>): number =>
  held.missing.length + held.different.length + held.others.length

const exactly = (what: string, value: number, goal: number): Figure => ({
  what,
  value,
  goal: String(goal),
  ok: value === goal,
})

function speedOf({ seconds, bytes, sent }: Outcome): Figure[] {
  const overhead = Math.round((sent / bytes - 1) * 1000) / 10
  const rate = Math.round(bytes / 1e5 / seconds) / 10
  return [
    { what: 'sent beyond the pictures, %', value: overhead, goal: 'under 25', ok: overhead < 25 },
    { what: 'seconds until all were there', value: Math.round(seconds), goal: '', ok: true },
    { what: 'MB of pictures a second', value: rate, goal: '', ok: true },
  ]
}

function senderOf(desk: EngineDesk): SendingDesk {
  return {
    workOffline: (offline) => desk.call('network:work-offline', { offline }),
    ingest: (fileName, bytes) =>
      desk.call('asset:ingest', { fileName, bytes: new Uint8Array(bytes) }),
    state: () => desk.call('network:state', {}),
    wake: () => desk.engine.wake(),
  }
}

const environmentOf = (s3: S3Config): Record<string, string> => ({
  COPYDESK_S3_ENDPOINT: s3.endpoint,
  COPYDESK_S3_REGION: s3.region,
  COPYDESK_S3_BUCKET: s3.bucket,
  COPYDESK_S3_ACCESS_KEY: s3.accessKey,
  COPYDESK_S3_SECRET_KEY: s3.secretKey,
})

async function countOf(data: string, table: 'asset' | 'upload'): Promise<number> {
  const [row] = await askDatabase<{ n: number }>(data, `select count(*) as n from ${table}`)
  return row?.n ?? 0
}

/** High-water mark of a process in MB; 0 where the system does not tell. */
function mostMemory(pid: number): number {
  try {
    const status = readFileSync(join('/proc', String(pid), 'status'), 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}
