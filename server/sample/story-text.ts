/**
 * The text of a story's file: a headline, a standfirst, and blocks parted by blank lines.
 *
 *     # Headline              ## heading        > quote         - bullet        1. number
 *     Standfirst              ### subheading    ![picture]      [related: slug, slug]
 *
 * Inside a block: **bold**, *italic*, [words](https://address).
 */
import type { BlockKind, Run } from '../../shared/model/story.ts'

export type TextBlock =
  | { readonly type: 'text'; readonly kind: BlockKind; readonly runs: readonly Run[] }
  | { readonly type: 'picture'; readonly picture: string }
  | { readonly type: 'related'; readonly slugs: readonly string[] }

export interface StoryText {
  readonly headline: string
  readonly standfirst: string
  readonly blocks: readonly TextBlock[]
}

const marks: readonly (readonly [RegExp, BlockKind])[] = [
  [/^### /, 'subheading'],
  [/^## /, 'heading'],
  [/^> /, 'quote'],
  [/^- /, 'bullet'],
  [/^\d+\. /, 'number'],
]

/** Reads a story's text. Throws when it does not begin with a headline and a standfirst. */
export function parseStoryText(text: string): StoryText {
  const [top = '', ...rest] = text.trim().split(/\n{2,}/)
  const [first = '', ...standfirst] = top.split('\n')
  if (!first.startsWith('# ') || standfirst.length === 0) {
    throw new Error('a story begins with "# Headline" and, on the next line, its standfirst')
  }
  return {
    headline: first.slice(2).trim(),
    standfirst: standfirst.join(' ').trim(),
    blocks: rest.flatMap(parseChunk),
  }
}

/** Lines that carry a mark are blocks of their own; other lines run on. */
function parseChunk(chunk: string): TextBlock[] {
  const lines = chunk.split('\n').map((line) => line.trim())
  const marked = lines.every((line) => marks.some(([mark]) => mark.test(line)))
  return (marked ? lines : [lines.join(' ')]).map(parseBlock)
}

function parseBlock(line: string): TextBlock {
  const picture = /^!\[([a-z0-9-]+)\]$/.exec(line)?.[1]
  if (picture) return { type: 'picture', picture }
  const related = /^\[related: ([a-z0-9-, ]+)\]$/.exec(line)?.[1]
  if (related) return { type: 'related', slugs: related.split(',').map((slug) => slug.trim()) }
  for (const [mark, kind] of marks) {
    if (mark.test(line)) return { type: 'text', kind, runs: parseRuns(line.replace(mark, '')) }
  }
  return { type: 'text', kind: 'paragraph', runs: parseRuns(line) }
}

const inline =
  /\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|\[(?<words>[^\]]+)\]\((?<link>https:[^)]+)\)/g

/** Text with marks as runs. */
export function parseRuns(text: string): Run[] {
  const runs: Run[] = []
  let from = 0
  for (const found of text.matchAll(inline)) {
    if (found.index > from) runs.push({ text: text.slice(from, found.index) })
    runs.push(markedRun(found.groups ?? {}))
    from = found.index + found[0].length
  }
  if (from < text.length) runs.push({ text: text.slice(from) })
  return runs
}

function markedRun({ bold, italic, words, link }: Record<string, string | undefined>): Run {
  if (bold) return { text: bold, bold: true }
  if (italic) return { text: italic, italic: true }
  return { text: words ?? '', link: link ?? '' }
}
