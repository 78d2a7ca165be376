import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { showOverlay } from '../bridge/place.ts'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { listStep } from '../ui/list-keys.ts'
import { paletteWords } from '../words/palette.ts'
import { useWords } from '../words/use-words.ts'
import { type PaletteEntry, usePaletteGroups } from './palette-entries.ts'
import './palette.css'

const optionId = (key: string) => `palette-${key}`
const close = () => showOverlay(null)

interface LineProps {
  readonly entry: PaletteEntry
  readonly active: boolean
  readonly onRun: () => void
  readonly onHover: () => void
}

function Line({ entry, active, onRun, onHover }: LineProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the field, which holds the focus
    <div
      ref={element}
      id={optionId(entry.key)}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classNames('palette-line', active && 'palette-line-active')}
      onPointerMove={onHover}
      onClick={onRun}
    >
      <Icon of={entry.icon} size={15} />
      <span className="palette-text">
        <bdi lang={entry.language}>{entry.text}</bdi>
      </span>
      {entry.note && <bdi className="palette-note">{entry.note}</bdi>}
      {entry.chord && <Kbd chord={entry.chord} />}
    </div>
  )
}

/** Ctrl+K: type what is wanted, Enter takes it. */
export function Palette() {
  const words = useWords(paletteWords)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [entered, setEntered] = useState(false)
  const { groups, settled } = usePaletteGroups(typed)
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.min(active, entries.length - 1)
  const current = entries[at]
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    close()
    entry.run()
  }
  const runCurrent = useEffectEvent(() => run(current))
  useEffect(() => {
    if (entered && settled) runCurrent()
  }, [entered, settled])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      // Someone who types faster than the search answers still gets what they asked for.
      if (settled) run(current)
      else setEntered(true)
      return
    }
    if (!/^(Arrow(Up|Down)|Page(Up|Down))$/.test(event.key)) return
    event.preventDefault()
    setActive(listStep(event.key, at, entries.length) ?? at)
  }
  return (
    <Dialog title={words.title} width="wide" bare onClose={close}>
      <input
        className="palette-field"
        autoFocus
        placeholder={words.title}
        aria-label={words.title}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls="palette-lines"
        aria-activedescendant={current && optionId(current.key)}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setEntered(false)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-lines" className="palette-lines" role="listbox" aria-label={words.results}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options inside a list box has no element of its own
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="palette-title" aria-hidden="true">
              {group.title}
            </div>
            {group.entries.map((entry) => (
              <Line
                key={entry.key}
                entry={entry}
                active={entry === current}
                onRun={() => run(entry)}
                onHover={() => setActive(entries.indexOf(entry))}
              />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
