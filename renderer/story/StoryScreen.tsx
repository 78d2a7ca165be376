import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { OpenBody } from '../editor/body/open-body.ts'
import type { StorySession } from '../editor/provider/story-session.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { openFailureWords } from '../words/open-failure.ts'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import { AfterMerge } from './AfterMerge.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { createJumps } from './jumps.ts'
import { followContent } from './live-content.ts'
import { MayWriteProvider, useWritePermission } from './may-write.ts'
import { PictureDrop } from './pictures/PictureDrop.tsx'
import { StoryColumn } from './StoryColumn.tsx'
import { StoryStatus } from './StoryStatus.tsx'
import { StageBar } from './stage/StageBar.tsx'
import { StoryProvider } from './story-context.ts'
import { useStorySession } from './use-story-session.ts'
import './story.css'

type Why = (typeof openFailureWords)['en']

interface StoryScreenProps {
  readonly story: StoryId
  /** The story has just been made: the caret goes to its headline. */
  readonly focusHeadline?: boolean
  /** A person opened it: the caret goes where it was last. */
  readonly focusText?: boolean
}

/** One story being written: stage bar, text, inspector, and what it says in the status bar. */
export function StoryScreen({ story, focusHeadline = false, focusText = false }: StoryScreenProps) {
  const words = useWords(storyWords)
  const why = useWords(openFailureWords)
  const state = useStorySession(story)
  if (state.at === 'opening') {
    return (
      <div className="story-opening" aria-busy="true">
        <span className="visually-hidden">{words.opening}</span>
      </div>
    )
  }
  if (state.at === 'failed') {
    return (
      <div className="story-opening">
        <EmptyState title={words.openFailed}>
          <p>{openFailure(why, state.error)}</p>
          <Button onClick={state.again}>{words.tryAgain}</Button>
        </EmptyState>
      </div>
    )
  }
  const { session, generation } = state
  return (
    <StoryDesk
      key={`${session.story} ${generation}`}
      session={session}
      focus={focusHeadline ? 'headline' : focusText ? 'text' : null}
    />
  )
}

/** Why, what is safe and what to do, in the language of the desk. */
function openFailure(why: Why, error: unknown): string {
  const code = error instanceof NewsroomError ? error.code : ''
  if (Object.hasOwn(why, code)) return why[code as keyof Why]
  console.error('copydesk: the story could not be opened:', error)
  return why.other
}

interface StoryDeskProps {
  readonly session: StorySession
  readonly focus: 'headline' | 'text' | null
}

function StoryDesk({ session, focus }: StoryDeskProps) {
  const body = useRef<OpenBody | null>(null)
  const open = useMemo(
    () => ({
      story: session.story,
      session,
      doc: session.doc,
      undo: session.undo,
      content: followContent(session.doc),
      jumps: createJumps(),
      body,
    }),
    [session],
  )
  useEffect(() => open.content.start(), [open])
  return (
    <StoryProvider value={open}>
      <Permission>
        <PictureDrop>
          <div className="story-main">
            <StageBar />
            <StoryColumn focus={focus} />
            <AfterMerge />
          </div>
          <Inspector />
          <StoryStatus />
        </PictureDrop>
      </Permission>
    </StoryProvider>
  )
}

const Permission = ({ children }: { children: ReactNode }) => (
  <MayWriteProvider value={useWritePermission()}>{children}</MayWriteProvider>
)
