import { useState } from 'react'
import type { StoryList as ListName, Network } from '../../shared/ipc/rows.ts'
import { runAction } from '../bridge/actions.ts'
import { useNetwork } from '../bridge/network.ts'
import { openStory, usePlace } from '../bridge/place.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { actionKeys } from '../ui/keymap.ts'
import { ListHead } from '../ui/ListColumn.tsx'
import { deskWords } from '../words/desk.ts'
import { listWords } from '../words/lists.ts'
import { networkWords } from '../words/network.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import { StoryList } from './StoryList.tsx'
import { useRowWindow } from './use-row-window.ts'

const order: readonly ListName[] = ['mine', 'all', 'drafts', 'returned', 'review', 'live', 'spiked']

/** Which list was looked at last, while the window lives. */
let lastChosen: ListName | null = null

function Empty({ list, onAll }: { list: ListName; onAll: () => void }) {
  const words = useWords(listWords)
  const desk = useWords(deskWords)
  const startsHere = list === 'mine' || list === 'drafts' || list === 'all'
  return (
    <EmptyState title={words.emptyTitle}>
      <p>{words.empty[list]}</p>
      {startsHere && (
        <Button chord={actionKeys['new-story']} onClick={() => runAction('new-story')}>
          {desk.newStory}
        </Button>
      )}
      {list !== 'all' && <Button onClick={onAll}>{words.showAll}</Button>}
    </EmptyState>
  )
}

/** Nothing is here because nothing has come yet: a desk on its first day. */
function NotYet({ network: { state, problem } }: { network: Network }) {
  const words = useWords(networkWords)
  const desk = useWords(deskWords)
  const comes = state === 'online' || state === 'connecting'
  return (
    <EmptyState title={words.gettingAll}>
      {problem && <p>{problem}</p>}
      <p role="status">{comes ? words.comeByThemselves : words.comeLater}</p>
      {comes && <progress className="list-progress" aria-label={words.gettingAll} />}
      <Button chord={actionKeys['new-story']} onClick={() => runAction('new-story')}>
        {desk.newStory}
      </Button>
    </EmptyState>
  )
}

/** The stories of this person or of the newsroom, by state, with how many there are of each. */
export function StoriesPane() {
  const words = useWords(listWords)
  const desk = useWords(deskWords)
  const language = useLanguage()
  const { story } = usePlace()
  const [chosen, setChosen] = useState(lastChosen)
  const list = chosen ?? 'mine'
  const shown = useRowWindow(list)
  // Someone without stories of their own begins with everybody's.
  if (chosen === null && shown.counts?.mine === 0 && shown.counts.all > 0) setChosen('all')
  const choose = (next: ListName) => {
    lastChosen = next
    setChosen(next)
  }
  const { counts, total, error } = shown
  const network = useNetwork()
  const notYet = counts?.all === 0 && network?.left.down.told === false
  const offered = order.filter((each) => each !== 'spiked' || list === each || counts?.spiked)
  return (
    <>
      <ListHead
        title={words.lists[list]}
        note={total === null || notYet ? null : number(language, total)}
      >
        <fieldset className="list-chips">
          <legend className="visually-hidden">{words.filter}</legend>
          {offered.map((each) => (
            <Chip
              key={each}
              on={each === list}
              count={each === list || notYet ? undefined : counts?.[each]}
              onPress={() => choose(each)}
            >
              {words.chips[each]}
            </Chip>
          ))}
        </fieldset>
      </ListHead>
      {error instanceof Error && (
        <EmptyState title={desk.failed.load}>
          <p>{error.message}</p>
        </EmptyState>
      )}
      {total === 0 && notYet && network ? (
        <NotYet network={network} />
      ) : total === 0 ? (
        <Empty list={list} onAll={() => choose('all')} />
      ) : (
        <StoryList
          key={list}
          label={words.lists[list]}
          shown={shown}
          open={story}
          onOpen={openStory}
        />
      )}
    </>
  )
}
