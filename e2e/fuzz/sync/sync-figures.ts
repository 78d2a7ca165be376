/** Counts of many runs of whole engines, each beside its goal. */
import type { Figure } from '../../../scripts/prove.ts'
import type { SyncOutcome } from './play-sync.ts'

const sum = (outcomes: readonly SyncOutcome[], key: 'words' | 'commands' | 'pictures' | 'deaths') =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0)

export function syncFigures(outcomes: readonly SyncOutcome[]): Figure[] {
  const good = outcomes.filter(({ broken }) => broken === null).length
  const fact = (what: string, value: number): Figure => ({ what, value, goal: '', ok: true })
  return [
    {
      what: 'runs in which every desk ended with the texts and facts of the server',
      value: `${good} of ${outcomes.length}`,
      goal: 'all',
      ok: good === outcomes.length && outcomes.length > 0,
    },
    fact('words that stand exactly once', sum(outcomes, 'words')),
    fact('commands that were judged exactly once', sum(outcomes, 'commands')),
    fact('pictures that arrived whole', sum(outcomes, 'pictures')),
    fact('desks that died and came back', sum(outcomes, 'deaths')),
  ]
}
