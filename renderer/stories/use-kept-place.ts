import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import type { RowsShown } from './row-window.ts'

interface Anchor {
  readonly id: StoryId
  /** How far the row's top lies above the top of the view. */
  readonly hidden: number
}

/**
 * Keeps the row at the top of the view where it is when rows arrive above it. At the very top
 * nothing is held: there new rows are meant to be seen.
 */
export function useKeptPlace(
  view: RefObject<HTMLElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  { rows }: RowsShown,
): () => void {
  const anchor = useRef<Anchor | null>(null)
  const remember = () => {
    const top = view.current?.scrollTop ?? 0
    const item = virtualizer.getVirtualItemForOffset(top)
    const id = item && rows.get(item.index)?.id
    anchor.current = top > 0 && id ? { id, hidden: top - item.start } : null
  }
  useLayoutEffect(() => {
    const held = anchor.current
    if (!held || !view.current) return
    const index = [...rows].find(([, row]) => row.id === held.id)?.[0]
    if (index === undefined) return
    const place = virtualizer.getOffsetForIndex(index, 'start')
    if (place) view.current.scrollTop = place[0] + held.hidden
  }, [rows, virtualizer, view])
  return remember
}
