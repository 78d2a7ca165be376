/**
 * A server is lost with its database and its pictures; the commands of the operations guide restore
 * it into a new folder; whole engines and a desk that nobody opens again reconnect. Then nothing is
 * missing that any of them, or the backup, held.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as Y from 'yjs'
import { freePort } from '../../scripts/free-port.ts'
import { root } from '../../scripts/project.ts'
import type { Figure } from '../../scripts/prove.ts'
import { applyPacked } from '../../shared/document/encoding.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { type AServer, aServer, cleanEnvironment } from '../support/a-server.ts'
import { EngineDesk } from '../support/engine-desk.ts'
import { type OnEnd, scratchFolder, withEnding } from '../support/on-end.ts'
import { killHard, postmasterOf } from '../support/processes.ts'
import {
  addWord,
  type Held,
  has,
  type Look,
  level,
  missing,
  newLine,
  newPicture,
  newStory,
  newTerm,
  nothingHeld,
  type PenDesk,
  publish,
  refusals,
} from '../support/restore-run.ts'
import { type SamplePerson, samplePassword, samplePeople } from '../support/sample-people.ts'
import { until } from '../support/until.ts'
import { aWireDesk, changesSince } from '../support/wire-desk.ts'

const people: SamplePerson[] = ['nadia', 'salma', 'huda', 'ines', 'leila', 'majid']
const rounds = 8

interface Seat extends PenDesk {
  readonly engine: EngineDesk
}

async function aSeat(onEnd: OnEnd, server: string, name: SamplePerson): Promise<Seat> {
  const engine = new EngineDesk(scratchFolder(onEnd, `desk-${name}`))
  onEnd(() => engine.close())
  const seat: Seat = { name, engine, call: (call, input) => engine.call(call, input) }
  await seat.call('session:sign-in', {
    server,
    email: samplePeople[name],
    password: samplePassword,
  })
  await level(seat)
  return seat
}

async function lookAt(server: string): Promise<Look> {
  const desk = await aWireDesk(server, 'majid')
  return {
    facts: async () => (await changesSince(desk, 0)).map(({ fact }) => fact),
    async headline(story) {
      const doc = new Y.Doc()
      for (const item of await desk.pull([story])) applyPacked(doc, item.update)
      return headlineOf(doc).toString()
    },
    async original(asset) {
      const path = new URL(`/v1/assets/${asset}/original`, server)
      const answer = await fetch(path, { headers: desk.headers })
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    },
  }
}

/** Runs one of our commands as an operator does; gives its seconds. */
async function operate(script: string, args: readonly string[], data: string): Promise<number> {
  const begun = performance.now()
  const env = { ...cleanEnvironment(), DATA_DIR: data }
  const run = promisify(execFile)
  const command = [join(root, 'scripts', 'run.js'), script, ...args]
  const { stdout } = await run(process.execPath, command, { env, cwd: root })
  console.log(stdout.trim().split('\n').slice(-4).join('\n'))
  return (performance.now() - begun) / 1000
}

/**
 * Everybody does a bit of everything. Whoever leaves for good takes no picture: of what only a lost
 * server and a lost desk held nobody could say more.
 */
async function work(
  seats: readonly Seat[],
  chief: Seat,
  held: Held,
  leaving: Seat | null = null,
): Promise<void> {
  await Promise.all(
    seats.map(async (seat) => {
      for (let round = 0; round < rounds; round++) {
        const story = await newStory(seat, held)
        for (let n = 0; n < 4; n++) await addWord(seat, story, held)
        if (round % 4 === 0 && seat !== leaving) await newPicture(seat, held)
        if (round % 4 === 1) await newTerm(seat, held)
      }
    }),
  )
  for (let n = 0; n < 3; n++) await newLine(chief, held)
}

export async function prove(): Promise<Figure[]> {
  return await withEnding(async (onEnd) => {
    const port = await freePort()
    const server = await aServer(onEnd, { port })
    const seats: Seat[] = []
    for (const person of people) seats.push(await aSeat(onEnd, server.url, person))
    const [nadia, salma, , , , majid] = seats as [Seat, Seat, Seat, Seat, Seat, Seat]

    const held = nothingHeld()
    await work(seats, majid, held)
    await publish(nadia, majid, held)
    const shared = await newStory(salma, held)
    for (const seat of seats) await level(seat)
    await has(nadia, shared, held.words.get(shared)?.[0] ?? '')

    const backups = scratchFolder(onEnd, 'backups')
    const backedUp = workDuring(nadia, held)
    const backup_s = await operate('server-backup', ['--to', backups], server.data)
    await backedUp()

    await work(seats, majid, held, salma)
    await addWord(nadia, shared, held)
    // A desk whose story the chief's desk has too, and that is never opened again.
    const orphan = await newStory(salma, held)
    for (const seat of seats) await level(seat)
    await has(majid, orphan, held.words.get(orphan)?.[0] ?? '')
    await salma.engine.close()
    // And one that is offline with work of its own when the server is lost.
    await nadia.call('network:work-offline', { offline: true })
    const unsent = await newStory(nadia, held)
    await addWord(nadia, shared, held)

    const next = await loseAndRestore(onEnd, server, backups, port)
    const look = await lookAt(next.server.url)
    const before = await missing(held, look)
    await nadia.call('network:work-offline', { offline: false })
    const back = [...seats].filter((seat) => seat !== salma)
    const begun = performance.now()
    for (const seat of back) await level(seat)
    const gone = await nothingMissing(held, look)
    const back_s = (performance.now() - begun) / 1000
    const refused = (await Promise.all(back.map(refusals))).flat()
    await addWord(nadia, unsent, held)
    await level(nadia)
    await has(majid, unsent, held.words.get(unsent)?.at(-1) ?? '')

    const words = [...held.words.values()].flat().length
    return [
      {
        what: 'desks / stories / words / pictures / terms / lines',
        value: `${seats.length} / ${held.words.size} / ${words} / ${held.pictures.length} / ${held.terms.length} / ${held.lines.length}`,
        goal: '',
        ok: true,
      },
      {
        what: 'the backup alone lacked',
        value: before.length,
        goal: 'more than 0',
        ok: before.length > 0,
      },
      {
        what:
          gone.length === 0 ? 'missing after the desks came back' : `missing: ${gone.slice(0, 3)}`,
        value: gone.length,
        goal: '0',
        ok: gone.length === 0,
      },
      {
        what: refused.length === 0 ? 'commands refused on the way' : `refused: ${refused}`,
        value: refused.length,
        goal: '0',
        ok: refused.length === 0,
      },
      seconds('backup while desks write', backup_s),
      seconds('check and restore into a new folder', next.restore_s),
      seconds('until everything was there again', back_s),
    ]
  })
}

const seconds = (what: string, value: number): Figure => ({
  what: `${what}, s`,
  value: value.toFixed(1),
  goal: '',
  ok: true,
})

/** Writes on until told to stop: the backup is made meanwhile. */
function workDuring(seat: Seat, held: Held): () => Promise<void> {
  let going = true
  const writing = (async () => {
    const story = await newStory(seat, held)
    while (going) await addWord(seat, story, held)
  })()
  return async () => {
    going = false
    await writing
  }
}

/** Kills everything, restores the newest backup into a new folder, and starts a server there. */
async function loseAndRestore(onEnd: OnEnd, server: AServer, backups: string, port: number) {
  const postmaster = postmasterOf(server.data)
  await server.kill()
  if (postmaster) await killHard(postmaster)
  const data = join(scratchFolder(onEnd, 'restored'), 'data')
  const args = ['--from', backups, '--into', data]
  const restore_s = await operate('server-restore', args, data)
  return { restore_s, server: await aServer(onEnd, { port, data }) }
}

async function nothingMissing(held: Held, look: Look): Promise<string[]> {
  await until(
    'nothing to be missing',
    async () => (await missing(held, look)).length === 0,
    120_000,
  ).catch(() => {})
  return await missing(held, look)
}
