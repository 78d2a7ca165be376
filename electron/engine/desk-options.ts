/** What a desk needs to know of the engine around it, and what it tells it. */
import type { DeviceId } from '../../shared/model/ids.ts'
import type { Newsroom, Desk as NewsroomDesk, Person } from '../../shared/model/people.ts'
import type { Clock } from '../../shared/model/time.ts'
import type { Labels, Language } from '../../shared/model/vocabulary.ts'
import type { Hub } from './hub.ts'

export interface DeskOptions {
  readonly folder: string
  readonly server: string
  readonly device: DeviceId
  readonly person: Person
  readonly newsroom: Newsroom
  readonly desks: readonly NewsroomDesk[]
  readonly token: string | null
  /** Why there is no token, when there is none. */
  readonly noToken: Labels
  readonly hub: Hub
  readonly clock: Clock
  /** Milliseconds of a clock that never jumps. */
  readonly steady: () => number
  readonly random: () => number
  readonly language: () => Language
  readonly onSignInEnded: () => void
  /** The server says something new about this person, the newsroom or its desks. */
  readonly onSurroundings: () => void
  /** The store is damaged and must be closed, so that it is salvaged when it is opened again. */
  readonly onDamaged: () => void
}
