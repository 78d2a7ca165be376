import { Fragment, type ReactNode } from 'react'
import type { RunView } from './body-view.ts'

/** Text with its marks. React escapes it; links come checked from `runView`. */
export function Runs({ runs }: { readonly runs: readonly RunView[] }) {
  // Runs have no identity of their own and never move: their place is their key.
  return runs.map((run, i) => <Fragment key={String(i)}>{marked(run)}</Fragment>)
}

function marked(run: RunView): ReactNode {
  let node = withBreaks(run.text)
  if (run.underline) node = <u>{node}</u>
  if (run.strike) node = <s>{node}</s>
  if (run.italic) node = <em>{node}</em>
  if (run.bold) node = <strong>{node}</strong>
  if (run.link === null) return node
  return (
    <a href={run.link} rel="noopener">
      {node}
    </a>
  )
}

function withBreaks(text: string): ReactNode {
  const lines = text.split('\n')
  if (lines.length === 1) return text
  return lines.map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
    <Fragment key={i}>
      {i > 0 && <br />}
      {line}
    </Fragment>
  ))
}
