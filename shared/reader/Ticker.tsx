import { Time } from './Time.tsx'
import type { TickerLine, TickerView } from './ticker-view.ts'
import { readerWords } from './words.ts'

export interface TickerProps {
  readonly view: TickerView
  /** Where the page's script hears of changes; left out in the app, which renders anew instead. */
  readonly stream?: string
}

/**
 * The BREAKING band. Without script it is a list that scrolls sideways; with it, one line at a
 * time, newest first, which can be paused. Empty, it is hidden and waits for the stream.
 */
export function Ticker({ view, stream }: TickerProps) {
  const words = readerWords[view.language]
  return (
    <section
      className="ticker"
      aria-label={words.breaking}
      hidden={view.lines.length === 0}
      data-ticker={stream ?? ''}
    >
      <div className="ticker-band page">
        <strong className="ticker-name">{words.breaking}</strong>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <ol className="ticker-lines" data-ticker-lines="" tabIndex={0}>
          <TickerLines lines={view.lines} />
        </ol>
        <div className="ticker-controls" data-ticker-controls="" hidden>
          <button
            type="button"
            data-ticker-pause=""
            aria-label={words.pauseTicker}
            data-resume={words.resumeTicker}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path className="icon-pause" d="M5 3v10M11 3v10" />
              <path className="icon-play" d="M5 3l8 5-8 5z" />
            </svg>
          </button>
          <button type="button" data-ticker-next="" aria-label={words.nextLine}>
            <svg viewBox="0 0 16 16" aria-hidden="true" className="flips">
              <path d="M6 3l5 5-5 5" />
            </svg>
          </button>
        </div>
        <p className="unseen" role="status" data-ticker-status="" />
      </div>
    </section>
  )
}

/** The lines alone: also what the stream sends when they change. */
export function TickerLines({ lines }: { readonly lines: readonly TickerLine[] }) {
  return lines.map((line) => (
    <li key={line.id} className="ticker-line" data-line={line.id}>
      {line.href ? (
        <a href={line.href}>
          <LineText line={line} />
        </a>
      ) : (
        <span>
          <LineText line={line} />
        </span>
      )}
      <Time time={line.time} />
    </li>
  ))
}

function LineText({ line }: { readonly line: TickerLine }) {
  if (line.attribution === '') return line.text
  return (
    <>
      <b>{line.attribution}:</b> {line.text}
    </>
  )
}
