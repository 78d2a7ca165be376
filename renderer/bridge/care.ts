import type { ShownCareNote } from '../../shared/ipc/care.ts'
import { engine } from './engine.ts'
import { keepAsking, LiveValue, useLiveValue } from './live-value.ts'

const notes = new LiveValue<readonly ShownCareNote[]>()

const ask = async (): Promise<readonly ShownCareNote[]> =>
  (await engine.call('care:list', {})).notes

/** Starts following what happened to this desk's store; called once by the window's entry. */
export function followCare(): void {
  const again = (): void => void ask().then(notes.set, () => undefined)
  engine.on('care:changed', again)
  engine.on('session:changed', again)
  keepAsking(notes, ask)
}

/** Notes that the person has not put away yet, oldest first. */
export const useCareNotes = (): readonly ShownCareNote[] => useLiveValue(notes) ?? []

/** Puts a note away; where the disk does not take that now, it simply stays. */
export const putAway = (id: number): void =>
  void engine.call('care:seen', { id }).catch(() => undefined)
