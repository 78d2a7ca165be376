import { useMemo } from 'react'
import type { BreakingFact } from '../../shared/model/facts.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { useMe } from '../bridge/session.ts'
import { PreviewFrame } from '../preview/PreviewFrame.tsx'
import { frontPage } from '../preview/reader-pages.ts'
import { useDeskKnowledge } from '../preview/use-desk-knowledge.ts'
import { breakingWords } from '../words/breaking.ts'
import { useWords } from '../words/use-words.ts'
import { type BreakingDraft, linesOf } from './draft.ts'
import { useDraft } from './draft-store.ts'

/** The draft as if it had gone live this moment. */
function asLive(draft: BreakingDraft, me: Person, now: Instant): BreakingFact | null {
  const lines = linesOf(draft)
  if (!lines) return null
  const { id, story, life } = draft
  const stage = { at: 'live', by: me.id, since: now, until: now + life } as const
  return { type: 'breaking', id, revision: 1, lines, story, life, stage }
}

const phoneWidth = 390

/** The front page of that edition on a phone, with the draft at the head of the ticker. */
export function ReadersPane({ language }: { language: Language }) {
  const words = useWords(breakingWords)
  const draft = useDraft()
  const me = useMe()
  const desk = useDeskKnowledge()
  const page = useMemo(() => {
    if (!desk || !me) return null
    const mine = asLive(draft, me, desk.now)
    const others = desk.breaking.filter(({ id }) => id !== draft.id)
    return frontPage(language, null, { ...desk, breaking: mine ? [mine, ...others] : others })
  }, [desk, draft, me, language])
  return (
    <aside className="readers" aria-label={words.readers} data-pane="readers" tabIndex={-1}>
      <h2 className="queue-title">{words.readers}</h2>
      <div className="readers-phone">
        <PreviewFrame title={words.readers} page={page} width={phoneWidth} />
      </div>
    </aside>
  )
}
