import { type ReactNode, useState } from 'react'
import { changeSettings, useSettings } from '../bridge/settings.ts'
import { deskWords } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import { Splitter } from './Splitter.tsx'
import './list-column.css'

const initialWidth = 320

interface ListColumnProps {
  readonly label: string
  readonly children: ReactNode
}

/** The list at the start of the window: its width and whether it is open are remembered. */
export function ListColumn({ label, children }: ListColumnProps) {
  const words = useWords(deskWords)
  const { listWidth, listOpen } = useSettings()
  const [moving, setMoving] = useState<number | null>(null)
  const width = moving ?? listWidth
  const rest = (value: number) => {
    changeSettings({ listWidth: value })
    setMoving(null)
  }
  if (!listOpen) return null
  return (
    <section
      className="list-column"
      data-pane="list"
      aria-label={label}
      style={{ inlineSize: width }}
      tabIndex={-1}
    >
      {children}
      <Splitter
        label={words.resizeList}
        pane="start"
        value={width}
        min={220}
        max={560}
        initial={initialWidth}
        onMove={setMoving}
        onRest={rest}
      />
    </section>
  )
}

interface ListHeadProps {
  readonly title: string
  readonly note?: ReactNode
  readonly children?: ReactNode
}

/** Title of a list, what to know about it, and its filters. */
export function ListHead({ title, note, children }: ListHeadProps) {
  return (
    <header className="list-head">
      <div className="list-title-line">
        <h1 className="list-title">{title}</h1>
        {note && <span className="list-note">{note}</span>}
      </div>
      {children}
    </header>
  )
}
