import { CircleCheck } from 'lucide-react'
import { Icon } from '../../ui/Icon.tsx'
import { inspectorWords } from '../../words/inspector.ts'
import { mergeWords } from '../../words/merge.ts'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import type { Check, Finding } from '../checks/story-checks.ts'
import { PicturesOnTheirWay, PicturesRefused } from '../pictures/PicturesAway.tsx'
import { usePicturesAway } from '../pictures/use-pictures-away.ts'
import { usePulse, useStory } from '../story-context.ts'

type Words = (typeof inspectorWords)['en']
type Channels = (typeof storyWords)['en']['channels']

/** What the story still lacks, most important first; each line leads to its place. */
export function ChecksTab() {
  const words = useWords(inspectorWords)
  const { checks } = usePulse()
  const away = usePicturesAway()
  if (checks.length === 0 && !away) {
    return (
      <p className="all-clear" data-place="checks" tabIndex={-1}>
        <Icon of={CircleCheck} />
        <span>
          <strong>{words.allClear}</strong> {words.allClearHint}
        </span>
      </p>
    )
  }
  return (
    <ul className="check-list">
      {away && <PicturesRefused count={away.refused} />}
      {checks.map((check, index) => (
        <CheckLine key={check.id} check={check} isFirst={index === 0} />
      ))}
      {away && <PicturesOnTheirWay away={away} />}
    </ul>
  )
}

function CheckLine({ check, isFirst }: { check: Check; isFirst: boolean }) {
  const words = useWords(inspectorWords)
  const { channels } = useWords(storyWords)
  const { jumps } = useStory()
  const { finding, weight, place } = check
  const merge = useWords(mergeWords)
  const title =
    finding.what === 'merge' ? merge.check(finding.count) : titleOf(finding, words, channels)
  const go = finding.what === 'merge' ? merge.look : goWord(finding, words)
  const weightWord = weight === 'blocks' ? words.blocks : words.worthALook
  return (
    <li className={`check-line check-${weight}`}>
      <span className="check-dot" aria-hidden="true" />
      <div className="check-text">
        <span className="check-title">{title}</span>
        <span className="check-note">
          {finding.what === 'merge' ? merge.checkNote : (noteOf(finding, words) ?? weightWord)}
        </span>
      </div>
      <button
        type="button"
        className="check-go"
        data-place={isFirst ? 'checks' : undefined}
        aria-label={`${go}: ${title}`}
        onClick={() => jumps.to(place)}
      >
        {go}
      </button>
    </li>
  )
}

type OfText = Exclude<Finding, { readonly what: 'merge' }>

function titleOf(finding: OfText, words: Words, channels: Channels): string {
  switch (finding.what) {
    case 'headline-long':
      return words.findings.long(channels[finding.channel], finding.over)
    case 'placeholder':
      return words.findings.tk[finding.where](finding.number)
    case 'no-alt':
    case 'no-credit':
    case 'no-caption':
      return words.findings[finding.what](finding.number)
    default:
      return words.findings[finding.what]
  }
}

function noteOf(finding: OfText, words: Words): string | null {
  if (finding.what === 'headline-long') return words.notes.cut(finding.cut.slice(-28))
  if (finding.what === 'no-alt') return words.notes.alt
  return finding.what === 'placeholder' ? words.notes.tk : null
}

function goWord({ what }: OfText, words: Words): string {
  if (what === 'section-missing') return words.choose
  if (what === 'headline-long') return words.edit
  return what === 'placeholder' ? words.goTo : words.write
}
