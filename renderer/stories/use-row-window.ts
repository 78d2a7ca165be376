import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { StoryList } from '../../shared/ipc/rows.ts'
import { atMostEvery } from '../bridge/calm.ts'
import { engine } from '../bridge/engine.ts'
import { type RowsShown, RowWindow } from './row-window.ts'

/** Somebody's every key changes a row; the list follows once a second. */
const whileTyping = 1000

/** One story list of the engine, fetched as it is scrolled and renewed when stories change. */
export function useRowWindow(list: StoryList): RowsShown & { need: RowWindow['need'] } {
  const window = useMemo(
    () =>
      new RowWindow((offset, limit) =>
        engine.call('stories:list', { list, desk: null, offset, limit }),
      ),
    [list],
  )
  useEffect(() => {
    const again = atMostEvery(whileTyping, () => void window.refresh())
    const stops = [engine.on('stories:changed', again), engine.onRestart(again)]
    window.need(0, 0)
    return () => {
      for (const stop of stops) stop()
    }
  }, [window])
  const shown = useSyncExternalStore(window.subscribe, window.snapshot)
  return useMemo(
    () => ({ ...shown, need: (first, last) => window.need(first, last) }),
    [shown, window],
  )
}
