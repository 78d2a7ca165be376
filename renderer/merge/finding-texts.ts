/**
 * What a person compares to settle a finding: the passage as its author wrote it, the same passage
 * on the other side, and the story as the remedy would leave it. Pure.
 *
 * MV1  The author's passage always holds the words of the finding, marked.
 * MV2  The preview of a remedy is what the remedy makes of a copy of the story.
 */
import type * as Y from 'yjs'
import type { MergeFinding } from '../../shared/document/merge-findings.ts'
import { applyRemedy } from '../../shared/document/merge-guard/apply-remedy.ts'
import { contextWords } from '../../shared/document/merge-guard/slices.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { blockText, type StoryContent } from '../../shared/model/story.ts'
import { diffWords, type Piece } from '../compare/word-diff.ts'
import { freshLoad } from '../editor/provider/divergence.ts'

/** A named text of a story: `block ID`, `headline`, `standfirst`, `meta:slug`, `KEY caption` … */
export type Texts = ReadonlyMap<string, string>

export interface Passage {
  /** Where it stands, when it could be found in that side's text. */
  readonly key: string | null
  readonly pieces: readonly Piece[]
  /** The paragraph is not there on this side. */
  readonly gone: boolean
}

/** Every text of a story under a key that names its place. */
export function textsOf(content: StoryContent): Texts {
  const fields: [string, string][] = [
    ['headline', content.headline],
    ['standfirst', content.standfirst],
  ]
  const captions = Object.entries(content.media).flatMap(([key, { caption, credit, alt }]) =>
    Object.entries({ caption, credit, alt }).map(([field, text]): [string, string] => [
      `${key} ${field}`,
      text,
    ]),
  )
  const meta = Object.entries(content.meta).map(([name, value]): [string, string] => [
    `meta:${name}`,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  const blocks = content.blocks
    .filter(({ type }) => type === 'text')
    .map((block): [string, string] => [`block ${block.id}`, blockText(block)])
  return new Map([...fields, ...meta, ...blocks, ...captions])
}

/** Where in a story's texts a finding stands now. */
export const keyOf = ({ place, block }: MergeFinding): string =>
  place === 'body' ? `block ${block}` : place.replace(/^media:(.*):/u, '$1 ')

/** The keys in which a finding of that place can stand. */
function belongsTo(place: string, key: string): boolean {
  if (place === 'body') return key.startsWith('block ')
  const [root, media, field] = place.split(':')
  return root === 'media' ? key === `${media} ${field}` : key === place
}

export interface Span {
  readonly from: number
  readonly to: number
}

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The words of a finding in a text, whatever signs stand between them. */
export function spanOf(words: string, text: string): Span | null {
  const parts = words.split(/\s+/u).filter(Boolean).map(escaped)
  if (parts.length === 0) return null
  const match = new RegExp(parts.join('[^\\p{L}\\p{N}]+'), 'u').exec(text)
  return match && { from: match.index, to: match.index + match[0].length }
}

export const same = (text: string): Piece[] => (text === '' ? [] : [{ kind: 'same', text }])

/** Words in what the finding remembers around them; an ellipsis where it remembers no further. */
export function inContext({ before, after }: MergeFinding, words: string): Piece[] {
  const isCut = (text: string) => text.split(/\s+/u).length >= contextWords
  const [left, right] = [before.trim(), after.trim()]
  return [
    ...same(left && `${isCut(left) ? '… ' : ''}${left} `),
    marked(words),
    ...same(right && ` ${right}${isCut(right) ? ' …' : ''}`),
  ]
}

/** The passage in its author's text; without that text, as the finding remembers it. */
export function authorPassage(finding: MergeFinding, texts: Texts | null): Passage {
  const { words, place, before } = finding
  const near = before.trim().split(/\s+/u).at(-1) ?? ''
  const places = [...(texts ?? [])]
    .filter(([key]) => belongsTo(place, key))
    .flatMap(([key, text]) => {
      const span = spanOf(words, text)
      return span ? [{ key, text, ...span }] : []
    })
  const found =
    places.find(({ text, from }) => text.slice(0, from).trim().endsWith(near)) ?? places[0]
  if (!found) {
    return { key: null, pieces: inContext(finding, words), gone: false }
  }
  const { key, text, from, to } = found
  const pieces = [
    ...same(text.slice(0, from)),
    marked(text.slice(from, to)),
    ...same(text.slice(to)),
  ]
  return { key, pieces, gone: false }
}

export const marked = (text: string): Piece => ({ kind: 'inserted', text })

/**
 * The same passage on the other side, with what that side changed; null when it cannot be told. Its
 * key is null where it has become a part of another paragraph.
 */
export function otherPassage({ key, pieces }: Passage, other: Texts | null): Passage | null {
  if (!other || key === null) return null
  const before = pieces
    .filter(({ kind }) => kind === 'same')
    .map(({ text }) => text)
    .join('')
  const isBlock = key.startsWith('block ')
  const text = other.get(key) ?? (isBlock ? joinedTo(before, other) : undefined)
  if (text === undefined) {
    return { key, pieces: before ? [{ kind: 'deleted', text: before }] : [], gone: true }
  }
  const changed = diffWords(tidy(before), tidy(text))
  return { key: other.has(key) ? key : null, pieces: changed, gone: false }
}

/** The paragraph that a paragraph has become a part of. */
function joinedTo(passage: string, texts: Texts): string | undefined {
  if (tidy(passage) === '') return undefined
  return [...texts].find(([key, text]) => key.startsWith('block ') && spanOf(passage, text))?.[1]
}

const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

/** Passages of the story that the remedy changes, with the change marked. */
export function previewOf(doc: Y.Doc, remedy: Uint8Array): Passage[] {
  const copy = freshLoad(doc)
  try {
    const now = textsOf(projectStory(copy))
    applyRemedy(copy, remedy, 'preview')
    const then = textsOf(projectStory(copy))
    const keys = [...new Set([...now.keys(), ...then.keys()])]
    return keys
      .filter((key) => now.get(key) !== then.get(key))
      .map((key) => ({
        key,
        pieces: diffWords(now.get(key) ?? '', then.get(key) ?? ''),
        gone: !then.has(key),
      }))
  } finally {
    copy.destroy()
  }
}
