import type { DeskId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import type { StoryKind } from '../../shared/model/story.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { useAction } from '../bridge/actions.ts'
import { engine } from '../bridge/engine.ts'
import { goTo, openStory } from '../bridge/place.ts'
import { useSignedIn } from '../bridge/session.ts'
import { toastFailure } from '../ui/toasts.ts'
import { deskWords } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import { holdTyping } from './early-typing.ts'

/** The desk that this person writes for unless they say otherwise. */
export const ownDesk = (person: Person): DeskId | null =>
  person.memberships.find(({ desk }) => may(person, 'create-story', desk))?.desk ?? null

export interface NewStory {
  readonly desk: DeskId
  readonly kind: StoryKind
  readonly language: Language
}

/** Makes the story on this device, with or without a network, and opens it at its headline. */
export function useCreateStory(): (wanted: NewStory) => void {
  const words = useWords(deskWords)
  return (wanted) => {
    holdTyping()
    void engine.call('story:create', { ...wanted, translationOf: null }).then(
      ({ story }) => openStory(story, { fresh: true }),
      (error: unknown) => toastFailure(error, words.failed.create),
    )
  }
}

/** Ctrl+N: at once, for the person's desk and in their language. Also the way to the breaking composer. */
export function useNewStory(): void {
  const person = useSignedIn()?.person
  const create = useCreateStory()
  const desk = person ? ownDesk(person) : null
  const make =
    person && desk ? () => create({ desk, kind: 'news', language: person.language }) : null
  useAction('new-story', make)
  useAction('breaking-line', () => {
    holdTyping()
    goTo('breaking')
  })
}
