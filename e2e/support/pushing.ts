/** Desks that push word after word without a pause, through whatever happens to their server. */
import type { SamplePerson } from './sample-people.ts'
import { until } from './until.ts'
import {
  aWireDesk,
  aWireStory,
  headlineOnServer,
  type WireDesk,
  type WireStory,
  write,
} from './wire-desk.ts'
import { aWireSocket, type WireSocket } from './wire-socket.ts'

export interface Pusher {
  /** Words that the server said it had logged. */
  readonly acknowledged: readonly string[]
  start(): void
  /** Stops writing; resolves when everything written has been acknowledged. */
  finish(): Promise<void>
  /** The text that the server's log gives now, read by a fresh sign-in. */
  readBack(server: string): Promise<string>
}

type Send = (story: WireStory, ref: number, update: Uint8Array) => Promise<void>

const finishWithin_ms = 30_000

async function aPusher(
  server: string,
  person: SamplePerson,
  makeSend: (desk: WireDesk) => Send,
): Promise<Pusher> {
  const desk = await aWireDesk(server, person)
  const story = await aWireStory(desk)
  const send = makeSend(desk)
  const acknowledged: string[] = []
  let stopping = false
  let working: Promise<void> | undefined

  /** Sends one update until it is acknowledged, as a desk's outbox does. */
  const insist = async (ref: number, update: Uint8Array) => {
    await until(
      `${person}'s update ${ref} to be acknowledged`,
      async () => {
        await send(story, ref, update)
        return true
      },
      finishWithin_ms,
    )
  }
  const work = async () => {
    let ref = 1
    const [creation] = story.updates
    if (creation) await insist(ref, creation)
    while (!stopping) {
      ref += 1
      const word = `${person}-${ref}`
      await insist(ref, write(story, `${word} `))
      acknowledged.push(word)
    }
  }
  return {
    acknowledged,
    start() {
      working = work()
    },
    async finish() {
      stopping = true
      await working
    },
    async readBack(url) {
      return (await headlineOnServer(await aWireDesk(url, person), story.id)).trim()
    },
  }
}

/** A desk that pushes by HTTP, as one that catches up. */
export const pushOverHttp = (server: string, person: SamplePerson): Promise<Pusher> =>
  aPusher(server, person, (desk) => async (story, ref, update) => {
    const [answer] = await desk.push([{ story: story.id, ref, update: new Uint8Array(update) }])
    if (answer?.kind !== 'logged') throw new Error(`not logged: ${JSON.stringify(answer)}`)
  })

/** A desk that pushes over its live socket, opened again after each kill. */
export const pushOverSocket = (server: string, person: SamplePerson): Promise<Pusher> =>
  aPusher(server, person, (desk) => {
    let socket: WireSocket | undefined
    return async (story, ref, update) => {
      socket ??= await aWireSocket(server, desk)
      try {
        await socket.push(story.id, ref, update)
      } catch (error) {
        socket.close()
        socket = undefined
        throw error
      }
    }
  })
