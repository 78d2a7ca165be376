import { useEffect, useRef } from 'react'
import { headlineOf, standfirstOf } from '../../shared/document/story-doc.ts'
import { headlineBudgets } from '../../shared/model/story.ts'
import { SharedField } from '../editor/fields/SharedField.tsx'
import { storyWords } from '../words/story.ts'
import { useDeskText, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import type { HeadlineChannel } from './checks/story-checks.ts'
import { focusPlace } from './jumps.ts'
import { useMayWrite } from './may-write.ts'
import { useStory, useStoryLanguage } from './story-context.ts'
import { useShared } from './use-shared.ts'

const channels = Object.keys(headlineBudgets) as HeadlineChannel[]

/** Headline with its length for each channel, and the standfirst. */
export function Headline({ focus, onNext }: { focus: boolean; onNext: () => void }) {
  const words = useWords(storyWords)
  const { doc, undo, jumps } = useStory()
  const { language, dir } = useStoryLanguage()
  const headline = useRef<HTMLTextAreaElement>(null)
  const standfirst = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus) headline.current?.focus()
  }, [focus])
  useEffect(
    () =>
      jumps.guide(({ at }) => (at === 'headline' || at === 'standfirst' ? focusPlace(at) : false)),
    [jumps],
  )
  const common = { undo, lang: language, dir, readOnly: !useMayWrite() }
  return (
    <>
      <SharedField
        {...common}
        ref={headline}
        text={headlineOf(doc)}
        className="story-headline"
        label={words.headline}
        placeholder={words.headline}
        place="headline"
        describedBy="headline-budgets"
        onNext={() => standfirst.current?.focus()}
      />
      <HeadlineBudgets />
      <SharedField
        {...common}
        ref={standfirst}
        text={standfirstOf(doc)}
        className="story-standfirst"
        label={words.standfirst}
        placeholder={words.standfirstHint}
        place="standfirst"
        onNext={onNext}
        onPrevious={() => headline.current?.focus()}
      />
    </>
  )
}

/** Letters of the headline against what each channel shows whole. */
function HeadlineBudgets() {
  const words = useWords(storyWords)
  const desk = useDeskText()
  const { doc } = useStory()
  const text = headlineOf(doc)
  const length = useShared(text, () => [...text.toString().trim()].length)
  return (
    <ul id="headline-budgets" className="headline-budgets" aria-label={words.budgets}>
      {channels.map((channel) => {
        const budget = headlineBudgets[channel]
        const over = length - budget
        return (
          <li key={channel} {...desk} data-over={over > 0 || undefined}>
            {words.channels[channel]}{' '}
            <span className="ltr">
              {number(desk.lang, length)}/{number(desk.lang, budget)}
            </span>
            {over > 0 && <span className="visually-hidden">, {words.over(over)}</span>}
          </li>
        )
      })}
    </ul>
  )
}
