import { useState } from 'react'
import type { DeskId, StoryId } from '../../shared/model/ids.ts'
import { useNameOf } from '../bridge/people.ts'
import { useSignedIn } from '../bridge/session.ts'
import { useNow } from '../bridge/use-now.ts'
import { StoryRowView } from '../stories/StoryRowView.tsx'
import { Chip } from '../ui/Chip.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ListColumn, ListHead } from '../ui/ListColumn.tsx'
import { onListKey } from '../ui/list-keys.ts'
import { isTextOnItsWay } from '../ui/story-state.ts'
import { age } from '../words/clock.ts'
import { reviewWords } from '../words/review.ts'
import { stateWords } from '../words/states.ts'
import { useLabel, useLanguage, useWords } from '../words/use-words.ts'
import { ReviewStory } from './ReviewStory.tsx'
import { useJudgedDesks, useReviewQueue, type Waiting } from './review-queue.ts'
import './review-screen.css'

const optionId = (index: number) => `review-option-${index}`

interface QueueProps {
  readonly queue: readonly Waiting[]
  readonly chosen: StoryId | null
  readonly onChoose: (story: StoryId) => void
}

function Queue({ queue, chosen, onChoose }: QueueProps) {
  const words = useWords(reviewWords)
  const states = useWords(stateWords)
  const nameOf = useNameOf()
  const at = Math.max(
    0,
    queue.findIndex(({ row }) => row.id === chosen),
  )
  const choose = (index: number) => {
    const story = queue[index]?.row.id
    if (story) onChoose(story)
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
  }
  const detail = ({ row }: Waiting) =>
    row.fact.publication.at === 'live' || (row.fact.work.at === 'submitted' && row.fact.work.voided)
      ? {}
      : {
          detail: isTextOnItsWay(row)
            ? states.isNew
            : `${states.isNew} · ${states.words(row.words)}`,
        }
  return (
    <div
      className="review-queue"
      role="listbox"
      aria-label={words.title}
      aria-activedescendant={queue.length > 0 ? optionId(at) : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={(event) =>
        onListKey(event, { length: queue.length, at, onMove: choose, onOpen: choose })
      }
    >
      {queue.map((waiting, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the list, which holds the focus
        <div
          key={waiting.row.id}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={waiting.row.id === chosen}
          className={classNames('review-option', index === at && 'review-option-active')}
          onClick={() => choose(index)}
        >
          <StoryRowView
            row={waiting.row}
            open={waiting.row.id === chosen}
            at={waiting.since}
            end={nameOf(waiting.row.fact.writer)}
            {...detail(waiting)}
          />
        </div>
      ))}
    </div>
  )
}

/** The desk chief's screen: the queue, the story with its changes, and the three decisions. */
export function ReviewScreen() {
  const words = useWords(reviewWords)
  const language = useLanguage()
  const label = useLabel()
  const now = useNow(15_000)
  const [desk, setDesk] = useState<DeskId | null>(null)
  const [asked, setAsked] = useState<StoryId | null>(null)
  const judged = useJudgedDesks()
  const everyDesk = useSignedIn()?.desks ?? []
  const desks = judged.length > 0 ? judged : everyDesk
  const queue = useReviewQueue(desk)
  const oldest = queue?.[0]
  // A story that has been judged leaves the queue; the next one takes its place.
  const chosen = queue?.find(({ row }) => row.id === asked) ?? oldest
  const note = oldest && words.waiting(queue.length, age(language, oldest.since, now))
  return (
    <>
      <ListColumn label={words.title}>
        <ListHead title={words.title} note={note}>
          <fieldset className="list-chips">
            <legend className="visually-hidden">{words.desks}</legend>
            <Chip on={desk === null} onPress={() => setDesk(null)}>
              {words.allDesks}
            </Chip>
            {desks.map(({ id, labels }) => (
              <Chip key={id} on={desk === id} onPress={() => setDesk(id)}>
                {label(labels)}
              </Chip>
            ))}
          </fieldset>
        </ListHead>
        {queue && <Queue queue={queue} chosen={chosen?.row.id ?? null} onChoose={setAsked} />}
      </ListColumn>
      {chosen ? (
        <ReviewStory key={chosen.row.id} story={chosen.row.id} />
      ) : (
        <main className="pane-content pane-message" data-pane="content" tabIndex={-1}>
          {queue && <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>}
        </main>
      )}
    </>
  )
}
