import type { CareNote } from '../../../shared/ipc/care.ts'
import { assertNever } from '../../../shared/model/errors.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'

type CareCalls = Pick<EngineHandlers, 'care:list' | 'care:seen'>

/** What happened to the store of this desk, and to the newsroom's server. */
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

function storiesOf({ what }: CareNote): readonly StoryId[] {
  switch (what.kind) {
    case 'salvaged':
      return what.stories
    case 'words-missing':
    case 'not-compared':
      return [what.story]
    case 'restored':
      return what.moved.map(({ story }) => story)
    default:
      return assertNever(what)
  }
}
