/** The word for how safe somebody's text is. Pure. */
import type { Safety } from '../../shared/ipc/rows.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { type StoreFailure, storeFailureText } from './store/store-failure.ts'
import type { WaitingCount } from './store/update-log.ts'

export interface SafetyFacts {
  readonly waiting: WaitingCount | null
  /** Why this story's newest words are not on the disk, if they are not. */
  readonly failure: StoreFailure | null
  readonly online: boolean
  /** The server does not know the story yet. */
  readonly unborn: boolean
  readonly language: Language
}

/**
 * Not saved > on this device (on its way to the server) or waiting (no server now) > on server.
 */
export function safetyOf({ waiting, failure, online, unborn, language }: SafetyFacts): Safety {
  if (failure) {
    const { why, remedy } = storeFailureText[failure.code]
    return { word: 'not-saved', why: why[language], remedy: remedy[language] }
  }
  if (waiting && !online) {
    return { word: 'waiting', updates: waiting.updates, since: waiting.since }
  }
  return waiting || unborn ? { word: 'on-device' } : { word: 'on-server' }
}
