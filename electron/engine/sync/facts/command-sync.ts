/**
 * Sends commands one at a time and takes their verdicts in.
 *
 *     outbox → [command sync] → POST /v1/commands → verdict → facts, outbox
 *
 * DCS1  A command is sent again, with the same id and counter, until its verdict is on disk.
 */
import { isStoryCommand } from '../../../../shared/model/commands.ts'
import { RemoteError } from '../../../../shared/model/errors.ts'
import type { CommandId, StoryId } from '../../../../shared/model/ids.ts'
import type { Clock } from '../../../../shared/model/time.ts'
import { type Verdict, verdictSchema } from '../../../../shared/protocol/commands.ts'
import type { Queued } from '../../store/outbox.ts'
import { picturesWait } from '../../store/pictures-away.ts'
import type { Store } from '../../store/store.ts'
import { jsonOf, request, type ServerAddress } from '../line/server-api.ts'
import { nextToLeave } from './leave-order.ts'

interface Wiring {
  readonly store: Store
  /** The newsroom's time. */
  readonly clock: Clock
  readonly address: () => ServerAddress
  readonly onVerdict: (queued: Queued, verdict: Verdict) => void
}

/** Sends every command that may leave; returns when the rest must wait or none is left. */
export async function sendCommands(wiring: Wiring): Promise<void> {
  const { store } = wiring
  const oldest = (story: StoryId): number | null => store.log.waiting(story, 0, 1)[0]?.seq ?? null
  for (;;) {
    const next = nextToLeave(mayLeave(store), oldest, (story) => picturesWait(store, story))
    if (!next) return
    const verdict = await judged(wiring, next)
    if (keepVerdict(wiring, next, verdict)) wiring.onVerdict(next, verdict)
  }
}

/** A restored server would refuse what is about a story that it does not know again yet. */
function mayLeave({ outbox }: Store): Queued[] {
  const forgotten = new Set(outbox.forgotten())
  return outbox.waiting().filter((queued) => {
    const story = storyOf(queued)
    return !story || queued.command.do === 'create-story' || !forgotten.has(story)
  })
}

async function judged(wiring: Wiring, queued: Queued): Promise<Verdict> {
  const { store, address, clock } = wiring
  const { id, command, issuedAt } = queued
  const counter = store.outbox.leave(id, clock())
  const sent = { id, device: store.device, counter, issuedAt, command }
  try {
    const response = await request(address(), { method: 'POST', path: '/v1/commands', json: sent })
    return await jsonOf(response, verdictSchema)
  } catch (error) {
    if (error instanceof RemoteError && error.code === 'counter-used') {
      // This store was restored from a copy. The command was never judged: it may leave anew.
      store.outbox.drawAgain(id)
      throw error
    }
    // Never to be accepted as it stands: kept in sight as refused, so that others can pass.
    if (error instanceof RemoteError && error.retry === 'never') return notTaken(id, error)
    throw error
  }
}

function notTaken(command: CommandId, error: RemoteError): Verdict {
  console.error(`copydesk engine: the server does not take ${command}: ${error.message}`)
  return { kind: 'refused', command, because: 'not-allowed' }
}

/** True when the verdict was news. */
function keepVerdict({ store, clock }: Wiring, { id }: Queued, verdict: Verdict): boolean {
  return store.db.transaction(() => {
    if (verdict.kind === 'refused' && store.outbox.isAgain(id)) return store.outbox.accepted(id)
    if (verdict.kind === 'refused') return store.outbox.refused(id, verdict.because, clock())
    store.facts.apply(verdict.fact)
    return store.outbox.accepted(id)
  })
}

/** The story a command is about, or null. */
export const storyOf = ({ command }: Queued): StoryId | null =>
  isStoryCommand(command) ? command.story : null
