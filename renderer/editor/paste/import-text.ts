/** Plain text → blocks: paragraphs, lines, list signs. */
import type { BlockKind } from '../../../shared/model/story.ts'
import { type Pasted, type PastedBlock, tidyRuns } from './pasted.ts'

/** Lines at least this long before a break were broken by a program (mail, terminals), not by a person. */
const wrappedLine = 50

export function importText(text: string): Pasted {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')
  const hasBlankLines = /\n[ ]*\n/.test(lines.trim())
  const pieces = hasBlankLines
    ? lines.split(/\n[ ]*\n\s*/).flatMap(linesOfParagraph)
    : lines.split('\n')
  return { blocks: pieces.map(blockOf).filter((b) => b.runs.length > 0), leftOut: new Map() }
}

/** One paragraph of a text with blank lines between paragraphs; list lines stay apart. */
function linesOfParagraph(paragraph: string): string[] {
  const lines = paragraph.split('\n')
  if (lines.some((line) => listSign.test(line))) return lines
  const isWrapped = lines.slice(0, -1).every((line) => line.length >= wrappedLine)
  return [lines.join(isWrapped ? ' ' : '\n')]
}

const listSign = /^\s*(?:([-*•–])|(\d{1,3})[.)])\s+(?=\S)/

function blockOf(line: string): PastedBlock {
  const sign = listSign.exec(line)
  const kind: BlockKind = sign ? (sign[1] ? 'bullet' : 'number') : 'paragraph'
  const text = sign ? line.slice(sign[0].length) : line
  return { kind, runs: tidyRuns([{ text }]) }
}
