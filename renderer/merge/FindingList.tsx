import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { mergeWords } from '../words/merge.ts'
import { useWords } from '../words/use-words.ts'

interface FindingListProps {
  readonly findings: readonly MergeFinding[]
  readonly at: number
  readonly onShow: (at: number) => void
}

const rowHeight = 40
const rowId = (index: number) => `finding-row-${index}`

/** Every place at a glance; keys belong to the review, which holds the focus. */
export function FindingList({ findings, at, onShow }: FindingListProps) {
  const words = useWords(mergeWords)
  const view = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: findings.length,
    getScrollElement: () => view.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => findings[index]?.id ?? index,
    overscan: 4,
  })
  const reveal = useEffectEvent(() => virtualizer.scrollToIndex(at, { align: 'auto' }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one on screen has changed
  useEffect(() => reveal(), [at])
  return (
    <div className="finding-list">
      <div
        ref={view}
        className="finding-list-view"
        role="listbox"
        aria-label={words.allPlaces}
        aria-activedescendant={rowId(at)}
        tabIndex={0}
      >
        <div
          className="finding-list-all"
          role="presentation"
          style={{ blockSize: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const finding = findings[index]
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the review
              <div
                key={key}
                id={rowId(index)}
                className="finding-row"
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                aria-setsize={findings.length}
                aria-posinset={index + 1}
                style={{ blockSize: rowHeight, transform: `translateY(${start}px)` }}
                onClick={() => onShow(index)}
              >
                <span className="finding-row-kind">{finding && words.short[finding.kind]}</span>
                <bdi className="finding-row-words serif">
                  {finding?.words.replaceAll(/\s+/gu, ' ').trim()}
                </bdi>
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
