/**
 * A whole engine at work, as a desk of the load: it types into a story without end and counts a
 * word as acknowledged when the engine says that nothing waits. What it does when its server dies
 * or leaves is what a person's desk does.
 */
import * as Y from 'yjs'
import { applyPacked, packUpdate } from '../../shared/document/encoding.ts'
import { headlineOf } from '../../shared/document/story-doc.ts'
import { parseDeskId, type StoryId } from '../../shared/model/ids.ts'
import { atWork } from './at-work.ts'
import { EngineDesk } from './engine-desk.ts'
import { aLedger, type LoadDesk } from './load-desk.ts'
import { type OnEnd, scratchFolder } from './on-end.ts'
import { type SamplePerson, samplePassword, samplePeople } from './sample-people.ts'
import { until } from './until.ts'
import { aWireDesk } from './wire-desk.ts'

/** A server that dies and comes back is waited for so long. */
const patience_ms = 90_000

interface Pen {
  readonly story: StoryId
  write(word: string): Promise<void>
  /** Everything written is on the server. */
  acknowledged(): Promise<unknown>
}

async function aPen(engine: EngineDesk): Promise<Pen> {
  const wanted = { desk: parseDeskId('city'), language: 'en', kind: 'news' } as const
  const { story } = await engine.call('story:create', { ...wanted, translationOf: null })
  const doc = new Y.Doc()
  const { state, tail } = await engine.call('story:open', { story })
  for (const part of [state, ...tail]) applyPacked(doc, part)
  const written: Uint8Array[] = []
  doc.on('updateV2', (update) => written.push(packUpdate(update)))
  return {
    story,
    async write(word) {
      const headline = headlineOf(doc)
      headline.insert(headline.length, `${word} `)
      for (const update of written.splice(0)) {
        await engine.call('story:append', { story, update: new Uint8Array(update) })
      }
    },
    acknowledged: () =>
      until(
        'the words to be acknowledged',
        async () => {
          const left = await engine.call('network:state', {})
          return left.waitingUpdates === 0 && left.waitingCommands === 0
        },
        patience_ms,
      ),
  }
}

/** Signs a sample person in on an engine of their own; `pause_ms` lies between two words. */
export async function anEngineWriter(
  onEnd: OnEnd,
  server: string,
  person: SamplePerson,
  pause_ms: number,
): Promise<LoadDesk> {
  const engine = new EngineDesk(scratchFolder(onEnd, `desk-${person}`))
  onEnd(() => engine.close())
  const email = samplePeople[person]
  await engine.call('session:sign-in', { server, email, password: samplePassword })
  const words: string[] = []
  const ledger = aLedger(await aWireDesk(server, person))
  const begin = async () => {
    const pen = await aPen(engine)
    ledger.words.set(pen.story, words)
    return async (n: number) => {
      const word = `${person}-engine-${n}`
      await pen.write(word)
      await pen.acknowledged()
      words.push(word)
      ledger.times.push(performance.now())
    }
  }
  return atWork({ ledger, pause_ms, begin })
}
