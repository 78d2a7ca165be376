/** What becomes of a story's text when the server judges the text, or the story itself. */
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Verdict } from '../../../../shared/protocol/commands.ts'
import type { Queued } from '../../store/outbox.ts'
import type { Connection } from '../line/connection.ts'
import { syncWords } from '../line/sync-words.ts'
import type { Loops } from '../loops.ts'
import type { SyncWiring } from '../sync-wiring.ts'
import { goesToQuarantine } from './lost-desks.ts'
import type { OutgoingText } from './outgoing-text.ts'
import type { Quarantine } from './quarantine.ts'

interface Parts {
  readonly sync: Pick<SyncWiring, 'store' | 'openStories'>
  readonly line: Connection
  readonly loops: Loops
  readonly outgoing: OutgoingText
  readonly quarantine: Quarantine
  /** Follows a story that a window has open. */
  readonly follow: (story: StoryId) => void
}

export class TextFate {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The server does not take text of this story. */
  refused(story: StoryId, code: string): void {
    const { line, loops, quarantine } = this.#parts
    if (code === 'not-signed-in') line.signInEnded()
    else if (goesToQuarantine(code)) {
      quarantine.refused(story, code)
      loops.poke('quarantine')
    } else line.note('push', syncWords.refusedText)
  }

  /** A command was judged: text of a story that is born may leave; one that never will be is set aside. */
  judged({ command }: Queued, verdict: Verdict): void {
    if (command.do !== 'create-story') return
    const { sync, outgoing, follow } = this.#parts
    const { story } = command
    outgoing.holdBack(sync.store.outbox.unborn())
    // Somebody else's desk has made it before: it is there, and takes the text.
    if (verdict.kind === 'refused' && verdict.because !== 'exists-already') {
      this.refused(story, 'unknown-story')
      return
    }
    if (sync.openStories().has(story)) follow(story)
    outgoing.offer(story)
  }
}
