import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { StoryRow } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { useTimeZone } from '../bridge/session.ts'
import { useNow } from '../bridge/use-now.ts'
import { classNames } from '../ui/class-names.ts'
import { onListKey } from '../ui/list-keys.ts'
import { dayKey, dayName } from '../words/clock.ts'
import { useLanguage } from '../words/use-words.ts'
import type { RowsShown, RowWindow } from './row-window.ts'
import { StoryRowView } from './StoryRowView.tsx'
import { useKeptPlace } from './use-kept-place.ts'
import './story-list.css'

interface StoryListProps {
  readonly label: string
  readonly shown: RowsShown & { readonly need: RowWindow['need'] }
  readonly open: StoryId | null
  readonly onOpen: (story: StoryId) => void
}

/** Height of a row with a headline of one line; real rows are measured. */
const usualHeight = 79
const optionId = (index: number) => `story-option-${index}`

/** "Today" above the first row of each day. */
function useDayOf(rows: RowsShown['rows']): (index: number) => string | null {
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow(60_000)
  const dayAt = (row: StoryRow | undefined) => row && dayKey(row.editedAt, zone)
  return (index) => {
    const row = rows.get(index)
    if (!row || dayAt(row) === dayAt(rows.get(index - 1))) return null
    const name = dayName(language, row.editedAt, now, zone)
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
  }
}

/** Keys begin at the open story: the one that is marked is the one that is focused. */
function indexOf(rows: RowsShown['rows'], open: StoryId | null): number | undefined {
  for (const [index, { id }] of rows) if (id === open) return index
  return undefined
}

/** Stories as a long list: only what is on screen exists; keeps its place when rows arrive. */
export function StoryList({ label, shown, open, onOpen }: StoryListProps) {
  const { total, rows, need } = shown
  const view = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const dayOf = useDayOf(rows)
  const count = total ?? 0
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => view.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => rows.get(index)?.id ?? index,
    overscan: 6,
  })
  const remember = useKeptPlace(view, virtualizer, shown)
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => need(first, last), [need, first, last])

  const at = Math.min(active, count - 1)
  const move = (index: number) => {
    setActive(index)
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  const openAt = (index: number) => {
    const row = rows.get(index)
    if (row) onOpen(row.id)
  }

  return (
    <div
      ref={view}
      className="story-list"
      role="listbox"
      aria-label={label}
      aria-activedescendant={count > 0 ? optionId(at) : undefined}
      tabIndex={0}
      data-pane-start
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget) setActive(indexOf(rows, open) ?? at)
      }}
      onScroll={remember}
      onKeyDown={(event) => onListKey(event, { length: count, at, onMove: move, onOpen: openAt })}
    >
      <div
        className="story-list-all"
        role="presentation"
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {items.map(({ key, index, start }) => {
          const row = rows.get(index)
          const day = dayOf(index)
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="story-list-place"
              role="presentation"
              style={{ transform: `translateY(${start}px)` }}
            >
              {day && (
                <div className="story-list-day" aria-hidden="true">
                  {day}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the list, which holds the focus */}
              <div
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={row?.id === open}
                aria-setsize={count}
                aria-posinset={index + 1}
                className={classNames('story-option', index === at && 'story-option-active')}
                onClick={() => {
                  setActive(index)
                  openAt(index)
                }}
              >
                {row ? (
                  <StoryRowView row={row} open={row.id === open} />
                ) : (
                  <div className="story-row-waiting" />
                )}
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}
