import type { CareNote } from '../../../shared/ipc/care.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'

type CareCalls = Pick<EngineHandlers, 'care:list' | 'care:seen'>

/** What happened to the store of this desk. */
export function careHandlers(desk: () => Desk): CareCalls {
  return {
    'care:list'() {
      const { store } = desk()
      const notes = store.care.unread().map((note) => ({
        ...note,
        stories: storiesOf(note).map((story) => ({
          story,
          headline: store.rows.get(story)?.headline ?? '',
        })),
      }))
      return { notes }
    },
    'care:seen'({ id }) {
      const here = desk()
      here.store.care.seen(id)
      here.hub.tell('care:changed', {})
      return {}
    },
  }
}

const storiesOf = ({ what }: CareNote): readonly StoryId[] =>
  what.kind === 'salvaged' ? what.stories : [what.story]
