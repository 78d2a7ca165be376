/**
 * The story as values, renewed while it is written: for counts, checks and the inspector.
 *
 * LV1  A keystroke costs no projection: they come at most every `pause`, less often for long stories.
 */
import type * as Y from 'yjs'
import { openFindings } from '../../shared/document/merge-findings.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { bodyWords, type StoryContent } from '../../shared/model/story.ts'
import { type QueueTimers, realTimers } from '../editor/provider/update-queue.ts'
import { byWeight, type Check, checkMerges, checkStory } from './checks/story-checks.ts'

export interface StoryPulse {
  readonly content: StoryContent
  readonly words: number
  readonly checks: readonly Check[]
}

export interface LiveContent {
  get(): StoryPulse
  subscribe(listener: () => void): () => void
  /** Renews at once, when something has to be right now. */
  refresh(): StoryPulse
  /** Follows the document until the returned function is called. */
  start(): () => void
}

/** Shortest time between two projections, in milliseconds. */
const pause = 250
/** A projection takes at most this part of the time. */
const share = 20

function pulseOf(doc: Y.Doc): StoryPulse {
  const content = projectStory(doc)
  const checks = byWeight([...checkMerges(openFindings(doc).length), ...checkStory(content)])
  return { content, words: bodyWords(content), checks }
}

export function followContent(doc: Y.Doc, timers: QueueTimers = realTimers): LiveContent {
  let pulse = pulseOf(doc)
  let cost = 0
  let cancel: (() => void) | null = null
  const listeners = new Set<() => void>()
  const refresh = () => {
    cancel?.()
    cancel = null
    const started = timers.now()
    pulse = pulseOf(doc)
    cost = timers.now() - started
    for (const listener of listeners) listener()
    return pulse
  }
  const soon = () => {
    cancel ??= timers.after(Math.max(pause, cost * share), refresh)
  }
  return {
    get: () => pulse,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh,
    start() {
      doc.on('update', soon)
      return () => {
        cancel?.()
        cancel = null
        doc.off('update', soon)
      }
    },
  }
}
