import { useMemo, useState } from 'react'
import type * as Y from 'yjs'
import type { MergeFinding, SideLine } from '../../shared/document/merge-findings.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { useMe } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { linesToChoose, wordsToChoose } from './choose-word.ts'
import { isClear, settlerOf } from './settler.ts'
import { inStoryOrder } from './story-order.ts'
import { useOpenFindings } from './use-findings.ts'

export interface MergeReviewState {
  /** Those that nobody has settled, from the top of the story down. */
  readonly findings: readonly MergeFinding[]
  /** The one on screen; null when all are settled. */
  readonly shown: MergeFinding | null
  readonly at: number
  /** Settled in this sitting, and still to be taken back. */
  readonly settledNow: number
  /** How many `settleClear` would settle. */
  readonly clear: number
  show(at: number): void
  move(by: number): void
  settle(how: 'remedy' | 'keep'): void
  /** Both words where nobody's stands. */
  readonly words: readonly string[]
  /** Both people's whole headline or standfirst. */
  readonly lines: readonly SideLine[]
  /** Takes the first or the second line, or word. */
  choose(index: number): void
  /** Settles all that have one right answer. */
  settleClear(): void
  takeBack(): void
}

interface Place {
  readonly id: string | null
  readonly at: number
}

/** Where the review of a story was left, as long as its document lives. */
const lastPlaces = new WeakMap<Y.Doc, Place>()

/** Takes the last step of this sitting back; the review opens at it. */
export function takeBackLast(doc: Y.Doc): void {
  const id = settlerOf(doc).takeBack()
  if (id) lastPlaces.set(doc, { id, at: 0 })
}

/** Going through the findings of a story and settling them, one after the other. */
export function useMergeReview(story: StoryId, doc: Y.Doc): MergeReviewState {
  const me = useMe()?.id
  const open = useOpenFindings(doc)
  const newest = open.at(-1)?.foundAt ?? 0
  const sides = useEngineQuery('story:merge-sides', { story, at: newest }).data ?? null
  const findings = useMemo(() => inStoryOrder(doc, open, sides), [doc, open, sides])
  const settler = settlerOf(doc)
  const [place, setPlace] = useState<Place>(() => lastPlaces.get(doc) ?? { id: null, at: 0 })
  const goTo = (next: Place) => {
    lastPlaces.set(doc, next)
    setPlace(next)
  }
  const known = findings.findIndex(({ id }) => id === place.id)
  // The shown one was settled, here or elsewhere: the next stands in its place.
  const at = known >= 0 ? known : Math.max(0, Math.min(place.at, findings.length - 1))
  const shown = findings[at] ?? null
  const show = (next: number) => goTo({ id: findings[next]?.id ?? null, at: next })
  const clear = findings.filter(isClear)
  const lines = shown ? linesToChoose(shown, open) : []
  const words = shown && lines.length === 0 ? wordsToChoose(doc, shown) : []
  return {
    findings,
    shown,
    at,
    settledNow: settler.settledNow,
    clear: clear.length,
    words,
    lines,
    show,
    move(by) {
      if (findings.length > 0) show((at + by + findings.length) % findings.length)
    },
    settle(how) {
      if (!shown || !me || (how === 'remedy' && !shown.remedy)) return
      goTo({ id: null, at })
      settler.settle([shown], how, me)
    },
    choose(index) {
      const [word, line] = [words[index], lines[index]]
      if (!shown || !me || (word ?? line) === undefined) return
      goTo({ id: null, at })
      if (word !== undefined) settler.choose(shown, word, me)
      if (line === undefined) return
      const there = findings.filter(({ place }) => place === shown.place)
      settler.chooseLine(there, line.text, me)
    },
    settleClear() {
      if (me) settler.settle(clear, 'remedy', me)
    },
    takeBack() {
      const id = settler.takeBack()
      if (id) goTo({ id, at })
    },
  }
}
