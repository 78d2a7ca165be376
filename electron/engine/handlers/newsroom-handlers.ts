import { isBreakingCommand } from '../../../shared/model/commands.ts'
import type { BreakingFact, TermFact } from '../../../shared/model/facts.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { breakingAfter, byBreakingLine } from '../pending-facts.ts'

type NewsroomCalls = Pick<EngineHandlers, 'breaking:list' | 'terms:list' | 'people:list'>

/** Breaking lines, terms and people: confirmed facts with this desk's pending commands. */
export function newsroomHandlers(desk: () => Desk): NewsroomCalls {
  return {
    'breaking:list'() {
      const here = desk()
      return { lines: breakingLines(here), serverNow: here.sync.now() }
    },
    'terms:list': () => ({ terms: terms(desk()) }),
    'people:list': () => ({
      people: desk()
        .store.facts.all('person')
        .map(({ person }) => person),
    }),
  }
}

function breakingLines(desk: Desk): { fact: BreakingFact; pending: boolean }[] {
  const { facts, outbox } = desk.store
  const pending = byBreakingLine(outbox.waiting())
  const confirmed = new Map(facts.all('breaking').map((fact) => [fact.id, fact]))
  const ids = new Set([...confirmed.keys(), ...pending.keys()])
  const lines = [...ids].flatMap((id) => {
    const given = pending.get(id) ?? []
    const fact = breakingAfter(confirmed.get(id) ?? null, given, desk.me)
    return fact ? [{ fact, pending: given.some(({ command }) => isBreakingCommand(command)) }] : []
  })
  // Ids are made in order of time.
  return lines.sort((a, b) => (a.fact.id < b.fact.id ? 1 : -1))
}

function terms(desk: Desk): TermFact[] {
  const { facts, outbox } = desk.store
  const known = facts.all('term')
  const keys = new Set(known.map(({ scheme, key }) => `${scheme}:${key}`))
  const added = outbox.waiting().flatMap(({ command }): TermFact[] => {
    if (command.do !== 'add-term' || keys.has(`${command.scheme}:${command.key}`)) return []
    const { scheme, key, labels } = command
    return [{ type: 'term', scheme, key, labels }]
  })
  return [...known, ...added]
}
