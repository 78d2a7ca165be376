/**
 * React's elements as markup. The renderer is loaded with the first page that somebody reads: a
 * server that only syncs does without its megabytes.
 */
import type { ReactNode } from 'react'

let loading: Promise<typeof import('react-dom/server')> | undefined

/** Markup without React's own marks: nothing on the reader's page hydrates. */
export async function markupOf(node: ReactNode): Promise<string> {
  loading ??= import('react-dom/server')
  const { renderToStaticMarkup } = await loading
  return renderToStaticMarkup(node)
}
