/** TK in the body, lit up by the browser's own highlights: no element is added, no key costs a thing. */
import { findPlaceholders } from './checks/placeholders.ts'
import type { OpenStory } from './story-context.ts'

const name = 'placeholder'

/** Keeps the marks in step until the returned function is called. */
export function markPlaceholders({ content, body }: OpenStory): () => void {
  const mark = () => {
    const root = body.current?.editor.getRootElement()
    const has = content.get().checks.some(({ place }) => place.at === 'block')
    if (root && has) CSS.highlights.set(name, new Highlight(...rangesIn(root)))
    else CSS.highlights.delete(name)
  }
  const stop = content.subscribe(mark)
  mark()
  return () => {
    stop()
    CSS.highlights.delete(name)
  }
}

function rangesIn(root: HTMLElement): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const ranges: Range[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { index, length } of findPlaceholders(node.nodeValue ?? '')) {
      const range = new Range()
      range.setStart(node, index)
      range.setEnd(node, index + length)
      ranges.push(range)
    }
  }
  return ranges
}
