/** What the sync needs to know of the desk it works for, and what it tells it. */
import type { Fact } from '../../../shared/model/facts.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Person } from '../../../shared/model/people.ts'
import type { Clock } from '../../../shared/model/time.ts'
import type { Labels } from '../../../shared/model/vocabulary.ts'
import type { Verdict } from '../../../shared/protocol/commands.ts'
import type { Presence } from '../../../shared/protocol/live.ts'
import type { TextWorker } from '../projection/text-worker.ts'
import type { Queued } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'

/** Why a sign-in no longer opens anything. */
export type SignInEnd = 'not-signed-in' | 'account-closed'

/** What the sync tells the desk. */
export interface SyncEvents {
  readonly onNetwork: () => void
  readonly onSignInEnded: (why: SignInEnd) => void
  readonly onForeignText: (story: StoryId, update: Uint8Array) => void
  /** The server holds more of my text of this story than before. */
  readonly onAcknowledged: (story: StoryId) => void
  readonly onFacts: (facts: readonly Fact[]) => void
  readonly onVerdict: (queued: Queued, verdict: Verdict) => void
  readonly onPresence: (story: StoryId, present: readonly Presence[]) => void
  readonly onUpload: (asset: string, sent: number, bytes: number) => void
  readonly onUploaded: () => void
  /** Text of these stories has left this device: handed over, or of a desk this person lost. */
  readonly onGone: (stories: readonly StoryId[]) => void
  /** The server has no text of these stories, which is news. */
  readonly onNowhere: (stories: readonly StoryId[]) => void
  /** Other texts are in quarantine than before. */
  readonly onQuarantine: () => void
  /** These stories are made again at a server that was restored from a backup. */
  readonly onBroughtBack: (stories: readonly StoryId[]) => void
}

export interface SyncWiring {
  readonly store: Store
  readonly worker: TextWorker
  readonly clock: Clock
  /** Milliseconds of a clock that never jumps: for waits and deadlines. */
  readonly steady: () => number
  readonly random: () => number
  readonly server: string
  readonly token: string | null
  /** Why there is no token, when there is none. */
  readonly noToken: Labels
  readonly desks: () => readonly string[]
  readonly mayWrite: (story: StoryId) => boolean
  readonly me: () => Person
  readonly openStories: () => ReadonlySet<StoryId>
  readonly events: SyncEvents
}
