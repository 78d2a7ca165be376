import { useState } from 'react'
import type * as Y from 'yjs'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { useMe } from '../bridge/session.ts'
import { settlerOf } from './settler.ts'
import { useOpenFindings } from './use-findings.ts'

export interface MergeReviewState {
  readonly findings: readonly MergeFinding[]
  /** The one on screen; null when all are settled. */
  readonly shown: MergeFinding | null
  readonly at: number
  readonly canTakeBack: boolean
  move(by: number): void
  settle(how: 'remedy' | 'keep'): void
  settleAll(): void
  takeBack(): void
}

/** Going through the findings of a story and settling them, one after the other. */
export function useMergeReview(doc: Y.Doc): MergeReviewState {
  const me = useMe()?.id
  const findings = useOpenFindings(doc)
  const settler = settlerOf(doc)
  const [place, setPlace] = useState<{ id: string | null; at: number }>({ id: null, at: 0 })
  const known = findings.findIndex(({ id }) => id === place.id)
  // The shown one was settled, here or elsewhere: the next stands in its place.
  const at = known >= 0 ? known : Math.max(0, Math.min(place.at, findings.length - 1))
  const shown = findings[at] ?? null
  const show = (next: number) => setPlace({ id: findings[next]?.id ?? null, at: next })
  return {
    findings,
    shown,
    at,
    canTakeBack: settler.canTakeBack,
    move(by) {
      if (findings.length > 0) show((at + by + findings.length) % findings.length)
    },
    settle(how) {
      if (!shown || !me || (how === 'remedy' && !shown.remedy)) return
      setPlace({ id: null, at })
      settler.settle(shown, how, me)
    },
    settleAll() {
      if (!me) return
      for (const finding of findings) {
        // Words come back and copies go; which of two values is right only a person can say.
        const isClear = finding.remedy !== null && finding.kind !== 'field'
        settler.settle(finding, isClear ? 'remedy' : 'keep', me)
      }
    },
    takeBack() {
      const id = settler.takeBack()
      if (id) setPlace({ id, at })
    },
  }
}
