import {
  CalendarClock,
  CornerUpLeft,
  DoorClosed,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { StoryFact } from '../../../shared/model/facts.ts'
import { useNameOf } from '../../bridge/people.ts'
import { useTimeZone } from '../../bridge/session.ts'
import { useNow } from '../../bridge/use-now.ts'
import { Icon } from '../../ui/Icon.tsx'
import { clock, clockAndDay } from '../../words/clock.ts'
import { stageWords } from '../../words/stage.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'

interface Notice {
  readonly icon: LucideIcon
  readonly tone: 'alarm' | 'warn' | 'good'
  readonly title: string
  readonly text?: string
}

function useNotice({ work }: StoryFact): Notice | null {
  const words = useWords(stageWords)
  const language = useLanguage()
  const nameOf = useNameOf()
  const zone = useTimeZone()
  const now = useNow(60_000)
  const when = (at: number) => clockAndDay(language, at, now, zone)
  switch (work.at) {
    case 'returned':
      return {
        icon: CornerUpLeft,
        tone: 'alarm',
        title: words.returnedBy(nameOf(work.by), when(work.when)),
        text: work.reason,
      }
    case 'spiked':
      return {
        icon: TriangleAlert,
        tone: 'alarm',
        title: words.spikedBy(nameOf(work.by), when(work.when)),
        text: work.reason,
      }
    case 'scheduled':
      return {
        icon: CalendarClock,
        tone: 'good',
        title: words.scheduledFor(when(work.publishAt), clock(language, work.publishAt, 'UTC')),
        text: words.editVoids,
      }
    case 'submitted': {
      if (!work.voided) return null
      const { by, when: at, approvedBy } = work.voided
      return {
        icon: TriangleAlert,
        tone: 'warn',
        title: words.voidedBy(nameOf(by), when(at), nameOf(approvedBy)),
      }
    }
    default:
      return null
  }
}

/** Why a story came back, whose edit undid an approval, when it goes live. */
export function StageNotice({ fact }: { fact: StoryFact }) {
  const notice = useNotice(fact)
  return notice && <Band notice={notice} />
}

/** The story went out of this person's reach while it was open. */
export function GoneNotice() {
  const words = useWords(stageWords)
  const notice = {
    icon: DoorClosed,
    tone: 'warn',
    title: words.gone,
    text: words.goneText,
  } as const
  return <Band notice={notice} />
}

function Band({ notice }: { notice: Notice }) {
  return (
    <div className={`stage-notice notice-${notice.tone}`} role="status">
      <Icon of={notice.icon} />
      <div>
        <strong>{notice.title}</strong>
        {notice.text && (
          <p dir="auto" className="stage-reason">
            {notice.text}
          </p>
        )}
      </div>
    </div>
  )
}
