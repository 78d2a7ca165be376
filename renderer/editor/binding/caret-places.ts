/** Carets of one story in memory, in the shape the binding asks for: ours, and those of colleagues. */
import type { ProviderAwareness, UserState } from '@lexical/yjs'

export interface CaretPlaces extends ProviderAwareness {
  /** Called when our own caret moved. */
  onOwnMove(listener: (state: UserState) => void): () => void
  /** Replaces the carets of colleagues; keys are any numbers but our client id. */
  setOthers(others: ReadonlyMap<number, UserState>): void
  /** The text has moved on the screen, and with it where carets stand. */
  drawAgain(): void
}

const nowhere: UserState = {
  anchorPos: null,
  focusPos: null,
  awarenessData: {},
  color: '',
  focusing: false,
  name: '',
}

export function createCaretPlaces(clientId: number): CaretPlaces {
  let own: UserState = nowhere
  let others: ReadonlyMap<number, UserState> = new Map()
  const updates = new Set<() => void>()
  const moves = new Set<(state: UserState) => void>()
  const setOwn = (state: UserState) => {
    own = state
    for (const listener of moves) listener(state)
  }
  const drawAgain = () => {
    for (const listener of updates) listener()
  }
  return {
    getLocalState: () => own,
    getStates: () => new Map([...others, [clientId, own]]),
    setLocalState: (state) => setOwn(state ?? nowhere),
    setLocalStateField: (field, value) => setOwn({ ...own, [field]: value }),
    on: (_, listener) => void updates.add(listener),
    off: (_, listener) => void updates.delete(listener),
    onOwnMove(listener) {
      moves.add(listener)
      return () => void moves.delete(listener)
    },
    setOthers(next) {
      others = next
      drawAgain()
    },
    drawAgain,
  }
}
