/**
 * Calls desks to the change feed.
 *
 *     feed watcher → [head calls] → live sockets
 *
 * What somebody waits for, a stage or a breaking line, is called out at once. That logs have grown
 * is said only now and then: it happens all day while people type, each desk that is called reads
 * the feed, and whoever has the story open has its text already.
 *
 * VHC1  Every desk is called to the newest position: at once when a fact is waited for, else soon.
 * VHC2  Many desks are called a few at a time, so that nobody's update waits behind the calls.
 */
import type { NewsroomId } from '../../../shared/model/ids.ts'
import type { NewsroomChange } from '../../changes/feed-watcher.ts'

/** Within so long every desk has heard that logs have grown. */
const round_ms = 3000
const slice_ms = 100
/** Calls in one turn of the event loop. */
const inOneTurn = 32

/** A desk that can be called. */
export interface Callable {
  readonly actor: { readonly newsroom: NewsroomId }
}

export interface HeadCalls<Desk extends Callable> {
  join(desk: Desk): void
  leave(desk: Desk): void
  heard(changes: readonly NewsroomChange[]): void
  close(): void
}

interface Heads {
  newest: number
  /** Newest position that is called out at once. */
  urgent: number
}

const isUrgent = ({ fact }: NewsroomChange): boolean => fact.type !== 'document-head'

/** Starts with nobody to call; `call` sends one desk one position. */
export function headCalls<Desk extends Callable>(
  call: (desk: Desk, position: number) => void,
): HeadCalls<Desk> {
  /** Who was told what; whoever was looked at last stands at the end. */
  const told = new Map<Desk, number>()
  const heads = new Map<NewsroomId, Heads>()
  let calling: NodeJS.Immediate | undefined
  let round: Iterator<Desk> | undefined

  const headsOf = ({ actor }: Desk): Heads => heads.get(actor.newsroom) ?? { newest: 0, urgent: 0 }

  function callIfBehind(desk: Desk): boolean {
    const { newest } = headsOf(desk)
    if ((told.get(desk) ?? 0) >= newest) return false
    told.set(desk, newest)
    call(desk, newest)
    return true
  }

  function callOut(): void {
    calling = undefined
    round ??= [...told.keys()].values()
    let left = inOneTurn
    for (let next = round.next(); !next.done; next = round.next()) {
      const desk = next.value
      if (!told.has(desk) || (told.get(desk) ?? 0) >= headsOf(desk).urgent) continue
      if (callIfBehind(desk)) left -= 1
      if (left === 0) break
    }
    if (left === 0) calling = setImmediate(callOut)
    else round = undefined
  }

  function callSome(): void {
    let left = Math.ceil((told.size * slice_ms) / round_ms)
    for (const desk of told.keys()) {
      if (left === 0) return
      left -= 1
      callIfBehind(desk)
      const position = told.get(desk) ?? 0
      told.delete(desk)
      told.set(desk, position)
    }
  }

  const timer = setInterval(callSome, slice_ms)
  timer.unref()
  return {
    join: (desk) => void told.set(desk, 0),
    leave: (desk) => void told.delete(desk),
    heard(changes) {
      for (const change of changes) {
        const { newsroom, position } = change
        const known = heads.get(newsroom) ?? { newest: 0, urgent: 0 }
        known.newest = Math.max(known.newest, position)
        if (isUrgent(change)) known.urgent = Math.max(known.urgent, position)
        heads.set(newsroom, known)
      }
      if (!changes.some(isUrgent)) return
      // From the front again: whoever was called already may be behind by now.
      round = undefined
      calling ??= setImmediate(callOut)
    },
    close() {
      clearInterval(timer)
      clearImmediate(calling)
    },
  }
}
