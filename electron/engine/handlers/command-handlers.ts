import { decideBreaking } from '../../../shared/model/breaking.ts'
import {
  type Command,
  isBreakingCommand,
  isStoryCommand,
  type StoryCommand,
  type TermCommand,
} from '../../../shared/model/commands.ts'
import { type CommandId, newCommandId } from '../../../shared/model/ids.ts'
import { decide } from '../../../shared/model/life-cycle.ts'
import { may } from '../../../shared/model/permissions.ts'
import { missingForReaders } from '../../../shared/model/readiness.ts'
import type { RefusalCode } from '../../../shared/model/refusals.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { breakingAfter } from '../pending-facts.ts'
import { subjectOf } from '../store/outbox.ts'
import { currentVersion } from './review-handlers.ts'

type CommandCalls = Pick<EngineHandlers, 'command:send' | 'outbox:list' | 'outbox:withdraw'>

/** Commands: judged here first by the server's own rules, then queued on disk. */
export function commandHandlers(desk: () => Desk): CommandCalls {
  return {
    'command:send'({ command }) {
      const here = desk()
      const because = refusalOf(here, command)
      if (because) return { kind: 'refused', because }
      return { kind: 'queued', id: queue(here, command) }
    },
    'outbox:list': () => ({ rows: desk().store.outbox.rows() }),
    'outbox:withdraw'({ id }) {
      const here = desk()
      const row = here.store.outbox.rows().find((one) => one.id === id)
      // Without its creation a story would be lost: it is spiked, not unborn.
      if (!row || (row.command.do === 'create-story' && row.state.at === 'waiting')) {
        return { withdrawn: false }
      }
      const withdrawn = here.store.outbox.withdraw(id)
      if (withdrawn) changed(here, row.command)
      return { withdrawn }
    },
  }
}

function queue(desk: Desk, command: Command): CommandId {
  const { store } = desk
  const id = newCommandId()
  // What is shown until the server answers is judged by its time, not by a clock set wrong here.
  const now = desk.sync.now()
  const afterSeq = isStoryCommand(command) ? store.log.newest(command.story) : 0
  store.db.transaction(() => {
    store.outbox.add(id, command, now, afterSeq)
    keepWhatWasRead(desk, command)
  })
  changed(desk, command)
  return id
}

/** A chief who sends a story back, or lets it pass, will later want to see what changed since. */
function keepWhatWasRead(desk: Desk, command: Command): void {
  if (command.do !== 'return' && command.do !== 'approve') return
  const { version, content } = currentVersion(desk, command.story)
  const read = { hash: version, at: desk.sync.now(), content }
  desk.store.versions.keep(command.story, 'last-read', read)
}

function changed(desk: Desk, command: Command): void {
  desk.commandsChanged(isStoryCommand(command) ? command.story : null)
  if (isBreakingCommand(command)) desk.hub.tell('breaking:changed', {})
  if (command.do === 'add-term') desk.hub.tell('terms:changed', {})
}

/** What the server would say now, as far as this desk knows; null for yes. */
function refusalOf(desk: Desk, command: Command): RefusalCode | null {
  if (isStoryCommand(command)) return storyRefusal(desk, command)
  if (command.do === 'add-term') return termRefusal(desk, command)
  const { store, me } = desk
  const pending = store.outbox.waiting(subjectOf(command))
  const fact = breakingAfter(store.facts.breaking(command.breaking), pending, me)
  const verdict = decideBreaking(fact, command, { actor: me, now: desk.sync.now() })
  return verdict.kind === 'refused' ? verdict.because : null
}

function storyRefusal(desk: Desk, command: StoryCommand): RefusalCode | null {
  const fact = desk.previews.shown(command.story)?.fact ?? null
  const current = 'version' in command ? currentVersion(desk, command.story) : null
  const verdict = decide(fact, command, {
    actor: desk.me,
    now: desk.sync.now(),
    version: current?.version ?? null,
    missing: current ? missingForReaders(current.content) : [],
  })
  return verdict.kind === 'refused' ? verdict.because : null
}

function termRefusal(desk: Desk, { scheme, key }: TermCommand): RefusalCode | null {
  if (!may(desk.me, 'add-term', null)) return 'not-allowed'
  const isKnown = desk.store.facts
    .all('term')
    .some((term) => term.scheme === scheme && term.key === key)
  return isKnown ? 'exists-already' : null
}
