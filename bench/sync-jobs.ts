/** What the bench tells its load process, and what it hears back. */
import type { StoryId } from '../shared/model/ids.ts'
import type { Latency } from './sync-tally.ts'

/** Those that hold documents, and bare sockets: the floor, and the floor after a commit. */
export type Editing = 'ours' | 'y-websocket' | 'hocuspocus'
export type Speech = Editing | 'echo' | 'committed'

/** A desk that may sign in to ours; the others ask for nobody's name. */
export interface Pass {
  readonly token: string
  readonly device: string
}

export interface EditJob {
  readonly do: 'connect'
  readonly speech: Speech
  readonly port: number
  readonly editors: number
  readonly editorsPerStory: number
  readonly updatesPerSecond: number
  readonly passes: readonly Pass[]
  readonly stories: readonly StoryId[]
}

export interface EditResult {
  readonly arrivals: Latency
  readonly acks: Latency | null
  /** Updates that did not reach somebody who follows the story. */
  readonly missing: number
  readonly sent: number
  readonly bytesUp: number
  readonly bytesDown: number
}

export interface CatchUpJob {
  readonly do: 'push' | 'pull' | 'fill'
  readonly speech: Speech
  readonly port: number
  readonly pass: Pass
  readonly stories: readonly StoryId[]
  readonly updatesPerStory: number
  /** Documents that a peer's desk syncs at the same time, each on a socket of its own. */
  readonly atOnce: number
}

export interface CatchUpResult {
  readonly seconds: number
  readonly bytesUp: number
  readonly bytesDown: number
}

export interface TouchJob {
  readonly do: 'touch'
  readonly speech: Speech
  readonly port: number
  readonly passes: readonly Pass[]
  readonly stories: readonly StoryId[]
}

export type Job =
  | EditJob
  | CatchUpJob
  | TouchJob
  | { readonly do: 'begin' | 'mark' | 'finish' | 'leave' }
