/** What an element of pasted HTML means: marks, list items, tracked changes, things to leave out. */
import type { BlockKind, Run } from '../../../shared/model/story.ts'
import type { LeftOut } from './pasted.ts'

type Marks = Omit<Run, 'text'>

/** One property of the element's own style attribute, in lower case, or ''. */
export function styleOf(element: Element, property: string): string {
  const style = element.getAttribute('style') ?? ''
  for (const part of style.split(';')) {
    const [name = '', ...value] = part.split(':')
    if (name.trim().toLowerCase() === property) return value.join(':').trim().toLowerCase()
  }
  return ''
}

const hasClass = (element: Element, name: RegExp): boolean =>
  name.test(element.getAttribute('class') ?? '')

const silent = new Set(
  'STYLE META LINK TITLE HEAD NOSCRIPT TEMPLATE COLGROUP COL BUTTON INPUT SELECT TEXTAREA WBR'.split(
    ' ',
  ),
)
const loud: Readonly<Record<string, LeftOut>> = {
  SCRIPT: 'scripts',
  IMG: 'pictures',
  PICTURE: 'pictures',
  SVG: 'pictures',
  CANVAS: 'pictures',
  IFRAME: 'embeds',
  OBJECT: 'embeds',
  EMBED: 'embeds',
  VIDEO: 'embeds',
  AUDIO: 'embeds',
  MATH: 'embeds',
}

/** Whether the element stays behind: with a word to the person, silently, or not at all. */
export function isLeftOut(element: Element): LeftOut | 'silently' | null {
  const tag = element.tagName.toUpperCase()
  if (silent.has(tag) || tag.startsWith('V:')) return 'silently'
  const out = loud[tag]
  if (out === 'pictures' && isInvisible(element)) return 'silently'
  if (out) return out
  if (isWordComment(element)) return 'comments'
  if (element.hasAttribute('hidden') || styleOf(element, 'display') === 'none') return 'silently'
  if (styleOf(element, 'mso-list') === 'ignore') return 'silently'
  return null
}

/** Counting pixels and spacers are no pictures. */
const isInvisible = (element: Element): boolean =>
  ['width', 'height'].some((side) => ['0', '1'].includes(element.getAttribute(side) ?? ''))

function isWordComment(element: Element): boolean {
  const kind = styleOf(element, 'mso-element')
  return (
    kind === 'comment-list' ||
    kind === 'comment' ||
    styleOf(element, 'mso-comment-reference') !== '' ||
    hasClass(element, /\bMsoCommentReference\b/)
  )
}

/** A tracked deletion: its text was struck out by somebody and is not meant to be read. */
export const isDeleted = (element: Element): boolean =>
  element.tagName.toUpperCase() === 'DEL' || hasClass(element, /\bmsoDel\b/i)

/** The marks inside this element. */
export function marksOf(element: Element, outer: Marks): Marks {
  const tag = element.tagName.toUpperCase()
  const isInsertion = tag === 'INS' || hasClass(element, /\bmsoIns\b/i)
  const next: { -readonly [K in keyof Marks]: Marks[K] } = { ...outer }
  if (tag === 'B' || tag === 'STRONG') next.bold = true
  if (tag === 'I' || tag === 'EM' || tag === 'CITE') next.italic = true
  if (tag === 'U') next.underline = true
  if (tag === 'S' || tag === 'STRIKE') next.strike = true
  const weight = styleOf(element, 'font-weight')
  if (/^(bold|bolder|[6-9]00)$/.test(weight)) next.bold = true
  if (/^(normal|lighter|[1-5]00)$/.test(weight)) delete next.bold
  const slant = styleOf(element, 'font-style')
  if (slant === 'italic' || slant === 'oblique') next.italic = true
  if (slant === 'normal') delete next.italic
  const lines = `${styleOf(element, 'text-decoration')} ${styleOf(element, 'text-decoration-line')}`
  if (lines.includes('underline') && !isInsertion && !next.link) next.underline = true
  if (lines.includes('line-through')) next.strike = true
  if (/^none\b/.test(lines)) {
    delete next.underline
    delete next.strike
  }
  return next
}

/** The list kind of an element that is a list item, or null. */
export function listKindOf(element: Element): BlockKind | null {
  const own = element.getAttribute('data-kind')
  if (own === 'bullet' || own === 'number') return own
  if (element.tagName.toUpperCase() === 'LI') {
    return element.closest('ol, ul')?.tagName.toUpperCase() === 'OL' ? 'number' : 'bullet'
  }
  const isWordItem =
    /\bl\d+ level\d+/.test(styleOf(element, 'mso-list')) || hasClass(element, /\bMsoListParagraph/)
  if (!isWordItem) return null
  const marker = [...element.querySelectorAll('span')].find(
    (span) => styleOf(span, 'mso-list') === 'ignore',
  )
  if (!marker && styleOf(element, 'mso-list') === '') return null
  return /^[\s\u00a0]*[\p{L}\p{N}]+[.)]/u.test(marker?.textContent ?? '') ? 'number' : 'bullet'
}
