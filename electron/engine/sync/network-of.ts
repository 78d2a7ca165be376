/** The state of the network and of what waits for it, as screens show it. */
import type { Network, WorkLeft } from '../../../shared/ipc/rows.ts'
import type { Language } from '../../../shared/model/vocabulary.ts'
import type { Store } from '../store/store.ts'
import type { Connection } from './line/connection.ts'
import { syncWords } from './line/sync-words.ts'

type Rest = Pick<Network, 'saving' | 'setAside'> & { readonly left: WorkLeft }

/** Everything about it at this moment. */
export function networkOf(
  line: Connection,
  { waiting, outbox }: Store,
  language: Language,
  rest: Rest,
): Network {
  const times = [waiting.total().oldest, outbox.waiting()[0]?.issuedAt ?? null]
  const known = times.filter((time) => time !== null)
  const { up } = rest.left
  return {
    state: line.state,
    waitingUpdates: up.updates,
    waitingCommands: up.commands,
    waitingPictures: up.pictures,
    oldest: known.length === 0 ? null : Math.min(...known),
    clockOffset: line.time.offset(),
    problem: line.problem?.[language] ?? null,
    portal: line.problem === syncWords.captivePortal,
    ...rest,
  }
}

/** Nothing that a person waits for wants the line. */
export function isQuiet({ state, left }: Network): boolean {
  const { updates, commands, pictures } = left.up
  return state === 'online' && updates + commands + pictures + left.down.stories === 0
}
