import { Suspense } from 'react'
import { runAction } from '../bridge/actions.ts'
import { usePlace } from '../bridge/place.ts'
import { StoryScreen } from '../story/StoryScreen.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { actionKeys } from '../ui/keymap.ts'
import { ListColumn } from '../ui/ListColumn.tsx'
import { actionWords } from '../words/actions.ts'
import { deskWords } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { SearchPane, StoriesPane } from './lazy-screens.ts'

function NoStory() {
  const words = useWords(deskWords)
  const actions = useWords(actionWords)
  return (
    <div className="pane-message">
      <EmptyState title={words.noStoryTitle}>
        <p>{words.noStoryHint}</p>
        <Button chord={actionKeys['new-story']} onClick={() => runAction('new-story')}>
          {actions['new-story']}
        </Button>
      </EmptyState>
    </div>
  )
}

/** The list of stories, or search, with the open story beside it. */
export function StoriesScreen() {
  const words = useWords(deskWords)
  const { screen, story, caret, searchRound } = usePlace()
  const searching = screen === 'search'
  return (
    <>
      <ListColumn label={searching ? words.search : words.list}>
        <Suspense>{searching ? <SearchPane key={searchRound} /> : <StoriesPane />}</Suspense>
      </ListColumn>
      <main className="pane-content" data-pane="content" tabIndex={-1} aria-label={words.content}>
        <CrashGuard key={story}>
          {story ? (
            <StoryScreen
              story={story}
              focusHeadline={caret === 'headline'}
              focusText={caret === 'text'}
            />
          ) : (
            <NoStory />
          )}
        </CrashGuard>
      </main>
    </>
  )
}
