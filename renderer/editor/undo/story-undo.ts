/**
 * One undo history for the whole story: body, headline, captions, pictures and fields.
 *
 * UN1  Undo never takes back what somebody else wrote.
 * UN2  One step takes back at most one sentence, and never a sentence together with a paste,
 *      a format or a replacement.
 */
import * as Y from 'yjs'
import {
  bodyRoot,
  carouselOf,
  headlineOf,
  mediaOf,
  metaOf,
  standfirstOf,
} from '../../../shared/document/story-doc.ts'

/** Origin of every change that the person at this desk makes outside the body editor. */
export const byHand: unique symbol = Symbol('by hand')

/** A pause this long, in milliseconds, starts a new step. */
const pause = 500

const sentenceEnd = /[.!?؟…:]$/u

export interface StoryUndo {
  undo(): void
  redo(): void
  /** Changes made by this origin (a body binding) can be undone too; gives the way to stop. */
  track(origin: unknown): () => void
  /** Whether there is anything to undo or to redo. */
  readonly hasSteps: boolean
  /** Ends the step: what follows is another one. */
  cut(): void
  /** Runs a change as a step of its own. */
  alone<T>(change: () => T): T
  /** Call for each typed text: ends the step where a sentence ended. */
  typed(text: string): void
  onStep(listener: (event: UndoStep) => void): () => void
  destroy(): void
}

export interface UndoStep {
  readonly what: 'added' | 'popped'
  /** Free to hold a selection between `added` and `popped`. */
  readonly memory: Map<unknown, unknown>
}

interface StackEvent {
  readonly stackItem: { readonly meta: Map<unknown, unknown> }
}

export function createStoryUndo(doc: Y.Doc): StoryUndo {
  const scope = [
    bodyRoot(doc),
    headlineOf(doc),
    standfirstOf(doc),
    metaOf(doc),
    mediaOf(doc),
    carouselOf(doc),
  ] as Y.AbstractType<unknown>[]
  const manager = new Y.UndoManager(scope, {
    captureTimeout: pause,
    trackedOrigins: new Set([byHand]),
  })
  const listeners = new Set<(event: UndoStep) => void>()
  const tell = (what: UndoStep['what']) => (event: StackEvent) => {
    for (const listener of listeners) listener({ what, memory: event.stackItem.meta })
  }
  manager.on('stack-item-added', tell('added'))
  manager.on('stack-item-popped', tell('popped'))
  let sentenceEnded = false
  return {
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    track(origin) {
      manager.addTrackedOrigin(origin)
      return () => manager.removeTrackedOrigin(origin)
    },
    get hasSteps() {
      return manager.undoStack.length + manager.redoStack.length > 0
    },
    cut: () => manager.stopCapturing(),
    alone(change) {
      manager.stopCapturing()
      const result = change()
      manager.stopCapturing()
      return result
    },
    typed(text) {
      if (sentenceEnded) manager.stopCapturing()
      sentenceEnded = sentenceEnd.test(text)
    },
    onStep(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    destroy: () => manager.destroy(),
  }
}
