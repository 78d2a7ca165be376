import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { BodyEditor } from '../editor/body/BodyEditor.tsx'
import { jumpToBlock } from '../editor/body/jump-to-block.ts'
import type { OpenBody } from '../editor/body/open-body.ts'
import { matchesChord } from '../ui/keymap.ts'
import { toast } from '../ui/toasts.ts'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import { insertRelated } from './cards/insert-related.ts'
import { PictureCard } from './cards/PictureCard.tsx'
import { RelatedCard } from './cards/RelatedCard.tsx'
import { FindBar } from './FindBar.tsx'
import { Headline } from './Headline.tsx'
import { focusPlace } from './jumps.ts'
import { useMayWrite } from './may-write.ts'
import { PresentCarets } from './PresentCarets.tsx'
import { pasteReport } from './paste-report.ts'
import { LeadCarousel } from './pictures/LeadCarousel.tsx'
import { usePictureAdder } from './pictures/picture-adder.ts'
import { markPlaceholders } from './placeholder-marks.ts'
import { rememberCaret, returnToCaret } from './remember-caret.ts'
import { useStory, useStoryLanguage } from './story-context.ts'

/** Headline, standfirst, lead pictures and body, in one column that scrolls. */
export function StoryColumn({ focus }: { focus: 'headline' | 'text' | null }) {
  const words = useWords(storyWords)
  const story = useStory()
  const { session, undo, jumps, body } = story
  const { language, dir } = useStoryLanguage()
  const pictures = usePictureAdder()
  const mayWrite = useMayWrite()
  const column = useRef<HTMLDivElement>(null)
  const toBody = () => body.current?.focus('start')

  // A story without a word begins at its headline.
  const [isBlank] = useState(() => story.content.get().content.headline === '')
  const [opened, setOpened] = useState<OpenBody | null>(null)
  const onOpen = useCallback(
    (next: OpenBody | null) => {
      body.current = next
      setOpened(next)
      if (next && focus === 'text' && !isBlank) returnToCaret(next, session.story)
    },
    [body, focus, isBlank, session],
  )
  useEffect(() => (opened ? rememberCaret(opened, session.story) : undefined), [opened, session])
  useEffect(
    () =>
      jumps.guide((place) => {
        if (!body.current) return false
        if (place.at === 'body') body.current.focus('start')
        else if (place.at === 'block') jumpToBlock(body.current, place.block, place.offset)
        else return false
        return true
      }),
    [jumps, body],
  )
  useEffect(() => markPlaceholders(story), [story])

  const keys = (event: KeyboardEvent) => {
    const isField = event.target instanceof Element && event.target.matches('.shared-field')
    if (event.defaultPrevented || !isField) return
    const isRedo = ['Mod+Shift+Z', 'Mod+Y'].some((chord) => matchesChord(event.nativeEvent, chord))
    if (!isRedo && !matchesChord(event.nativeEvent, 'Mod+Z')) return
    event.preventDefault()
    if (isRedo) undo.redo()
    else undo.undo()
  }
  return (
    <div className="story-column-frame">
      <FindBar column={column} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: undo belongs to the fields inside; each has steps of its own */}
      <div className="story-scroll" ref={column} onKeyDown={keys} onFocus={undo.cut}>
        <article className="story-column" lang={language} dir={dir}>
          <Headline focus={focus === 'headline' || (focus === 'text' && isBlank)} onNext={toBody} />
          <LeadCarousel onNext={toBody} />
          <BodyEditor
            session={session}
            readOnly={!mayWrite}
            language={language}
            dir={dir}
            onOpen={onOpen}
            onLeaveUp={() => focusPlace('standfirst')}
            onFiles={(files) => pictures.add(files, 'body')}
            onPasted={(pasted) => {
              const report = pasteReport(words, language, pasted)
              if (report) toast(report, { label: words.undo, run: undo.undo })
            }}
            onInsert={(what, at) =>
              what === 'picture' ? pictures.choose('body') : insertRelated(at)
            }
            card={(decoration, node) =>
              decoration.type === 'picture' ? (
                <PictureCard node={node} media={decoration.media} />
              ) : (
                <RelatedCard node={node} stories={decoration.stories} />
              )
            }
          />
          <PresentCarets body={opened} />
        </article>
      </div>
    </div>
  )
}
