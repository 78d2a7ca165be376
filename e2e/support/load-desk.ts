/**
 * Desks at work without a pause, each insisting on everything until it is acknowledged, as a real
 * desk's outbox does. They remember what was acknowledged, and when.
 */

import { hashContent } from '../../server/documents/current-version.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { metaOf } from '../../shared/document/story-doc.ts'
import type { Command, SentCommand } from '../../shared/model/commands.ts'
import {
  newBreakingId,
  parseDeskId,
  type StoryId,
  type VersionHash,
} from '../../shared/model/ids.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import { atWork } from './at-work.ts'
import type { SamplePerson } from './sample-people.ts'
import { aWireDesk, aWireStory, type WireDesk, type WireStory, write } from './wire-desk.ts'
import { aWireSocket, type WireSocket } from './wire-socket.ts'

export interface AckedCommand {
  readonly sent: SentCommand
  readonly verdict: Verdict
}

/** What one desk got acknowledged. */
export interface Ledger {
  readonly desk: WireDesk
  /** Words by story, in the order in which they were acknowledged. */
  readonly words: Map<StoryId, string[]>
  readonly commands: AckedCommand[]
  /** Stories it saw published, with the version it approved. */
  readonly published: { story: StoryId; version: VersionHash }[]
  /** When something was acknowledged, by `performance.now()`. */
  readonly times: number[]
}

export interface LoadDesk {
  readonly ledger: Ledger
  start(): void
  /** Stops; resolves when everything begun has been acknowledged. */
  finish(): Promise<void>
}

/** A server that dies and comes back is waited for so long. */
const insistFor_ms = 90_000
/** No real desk is quicker to try again. */
const again_ms = 250

async function insist<T>(what: string, act: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + insistFor_ms
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`${what}: ${String(error)}`)
      await new Promise((resolve) => setTimeout(resolve, again_ms))
    }
  }
}

type Push = (story: WireStory, ref: number, update: Uint8Array) => Promise<void>

const overHttp =
  (desk: WireDesk): Push =>
  async (story, ref, update) => {
    const [answer] = await desk.push([{ story: story.id, ref, update: new Uint8Array(update) }])
    if (answer?.kind !== 'logged') throw new Error(`not logged: ${JSON.stringify(answer)}`)
  }

function overSocket(server: string, desk: WireDesk): { push: Push; close(): void } {
  let socket: WireSocket | undefined
  return {
    close: () => socket?.close(),
    async push(story, ref, update) {
      socket ??= await aWireSocket(server, desk)
      try {
        await socket.push(story.id, ref, update)
      } catch (error) {
        socket.close()
        socket = undefined
        throw error
      }
    },
  }
}

/** What a desk does in one turn. */
type Turn = (hands: Hands, turn: number) => Promise<void>

interface Hands {
  readonly server: string
  readonly ledger: Ledger
  command(command: Command): Promise<Verdict>
  push(story: WireStory, update: Uint8Array): Promise<void>
}

/** A desk that writes one story word after word, and submits and withdraws it now and then. */
export async function aWriter(
  server: string,
  person: SamplePerson,
  by: 'http' | 'socket',
  pause_ms = 0,
): Promise<LoadDesk> {
  const desk = await aWireDesk(server, person)
  let story: WireStory | undefined
  return aLoadDesk({ server, desk, by, pause_ms }, async ({ ledger, command, push }, turn) => {
    if (!story) {
      const made = await createdStory(desk, command)
      story = made
      ledger.words.set(story.id, [])
      for (const update of made.updates) await push(made, update)
    }
    const word = `${person}-${turn}`
    await push(story, write(story, `${word} `))
    ledger.words.get(story.id)?.push(word)
    if (turn % 8 !== 0) return
    await command({ do: 'submit', story: story.id, version: versionOf(story) })
    await command({ do: 'withdraw', story: story.id })
  })
}

/** A chief who sends breaking lines and recalls every other one. */
export async function aBreakingDesk(
  server: string,
  person: SamplePerson,
  pause_ms = 0,
): Promise<LoadDesk> {
  const desk = await aWireDesk(server, person)
  return aLoadDesk({ server, desk, by: 'http', pause_ms }, async ({ command }, turn) => {
    const breaking = newBreakingId()
    const lines = { en: { attribution: 'Coast guard', text: `Buoy ${turn} is out` } }
    await command({ do: 'breaking-send', breaking, lines, story: null, life: 86_400_000 })
    if (turn % 2 === 0) await command({ do: 'breaking-recall', breaking })
  })
}

/** A reporter and a chief who bring story after story to the readers. */
export async function aPublishingDesk(
  server: string,
  reporter: SamplePerson,
  chief: SamplePerson,
  pause_ms = 0,
): Promise<LoadDesk[]> {
  const desk = await aWireDesk(server, reporter)
  const chiefs = await aWireDesk(server, chief)
  const chiefsLedger = aLedger(chiefs)
  const judge = commanding(chiefs, chiefsLedger)
  const writer = aLoadDesk(
    { server, desk, by: 'http', pause_ms },
    async ({ ledger, command, push }, turn) => {
      const story = await createdStory(desk, command)
      metaOf(story.doc).set('section', 'economy')
      write(story, `Ferry ${turn} of ${desk.device} sails`)
      for (const update of story.updates) await push(story, update)
      const version = versionOf(story)
      await command({ do: 'submit', story: story.id, version })
      await judge({ do: 'approve', story: story.id, version })
      const verdict = await judge({ do: 'publish', story: story.id, version })
      if (verdict.kind === 'accepted') ledger.published.push({ story: story.id, version })
    },
  )
  const silent: LoadDesk = { ledger: chiefsLedger, start() {}, finish: async () => {} }
  return [writer, silent]
}

const versionOf = (story: WireStory): VersionHash => hashContent(projectStory(story.doc))

async function createdStory(
  desk: WireDesk,
  command: (command: Command) => Promise<Verdict>,
): Promise<WireStory> {
  // Made through `command`, so that it is insisted on and remembered like every other.
  return await aWireStory({ ...desk, command }, parseDeskId('city'))
}

/** Nothing was acknowledged yet. */
export const aLedger = (desk: WireDesk): Ledger => ({
  desk,
  words: new Map(),
  commands: [],
  published: [],
  times: [],
})

const commanding =
  (desk: WireDesk, ledger: Ledger) =>
  async (command: Command): Promise<Verdict> => {
    const sent = desk.wrap(command)
    const verdict = await insist(`${command.do} ${sent.id}`, () => desk.send(sent))
    ledger.commands.push({ sent, verdict })
    ledger.times.push(performance.now())
    return verdict
  }

interface Seat {
  readonly server: string
  readonly desk: WireDesk
  readonly by: 'http' | 'socket'
  readonly pause_ms: number
}

function aLoadDesk({ server, desk, by, pause_ms }: Seat, turn: Turn): LoadDesk {
  const ledger = aLedger(desk)
  const socket = by === 'socket' ? overSocket(server, desk) : null
  const send = socket?.push ?? overHttp(desk)
  let ref = 0
  const hands: Hands = {
    server,
    ledger,
    command: commanding(desk, ledger),
    async push(story, update) {
      ref += 1
      const mine = ref
      await insist(`update ${mine}`, () => send(story, mine, update))
      ledger.times.push(performance.now())
    },
  }
  return atWork({
    ledger,
    pause_ms,
    begin: async () => (n) => turn(hands, n),
    end: () => socket?.close(),
  })
}
