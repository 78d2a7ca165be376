/**
 * Everything that differs between two versions of a story, as values for the review screen.
 *
 * RD2  A difference in any part a reader could see is in the result; equal versions give none.
 */
import {
  blockText,
  countWords,
  type MediaEntry,
  type StoryContent,
  type StoryMeta,
} from '../../shared/model/story.ts'
import { diffWords, type Piece } from '../compare/word-diff.ts'
import { type BlockDiff, diffBlocks } from './block-diff.ts'

export type PictureFate = 'same' | 'edited' | 'replaced' | 'added' | 'removed'

export interface PictureDiff {
  readonly key: string
  readonly fate: PictureFate
  readonly entry: MediaEntry
  readonly caption: readonly Piece[]
  readonly credit: readonly Piece[]
  readonly alt: readonly Piece[]
}

export interface MetaChange {
  readonly field: keyof StoryMeta
  readonly before: StoryMeta[keyof StoryMeta]
  readonly after: StoryMeta[keyof StoryMeta]
}

export interface ReviewDiff {
  readonly headline: readonly Piece[]
  readonly standfirst: readonly Piece[]
  readonly blocks: readonly BlockDiff[]
  /** Lead pictures first, in order, then those of the body; removed ones last. */
  readonly pictures: readonly PictureDiff[]
  readonly reordered: boolean
  readonly meta: readonly MetaChange[]
  readonly words: { readonly inserted: number; readonly deleted: number }
}

const keysInUse = (content: StoryContent): string[] => [
  ...new Set([
    ...content.carousel,
    ...content.blocks.flatMap((block) => (block.type === 'picture' ? [block.media] : [])),
  ]),
]

function diffPicture(key: string, before?: MediaEntry, after?: MediaEntry): PictureDiff | null {
  const entry = after ?? before
  if (!entry) return null
  const texts = (field: 'caption' | 'credit' | 'alt') =>
    diffWords((before ?? entry)[field], entry[field])
  return {
    key,
    entry,
    fate: fateOf(before, after),
    caption: texts('caption'),
    credit: texts('credit'),
    alt: texts('alt'),
  }
}

/** All that a picture's entry says besides which picture it is. */
const said = ({ caption, credit, alt, decorative, focal }: MediaEntry): string =>
  JSON.stringify([caption, credit, alt, decorative, focal?.x, focal?.y])

function fateOf(before?: MediaEntry, after?: MediaEntry): PictureFate {
  if (!before) return 'added'
  if (!after) return 'removed'
  if (before.asset !== after.asset) return 'replaced'
  return said(before) === said(after) ? 'same' : 'edited'
}

function diffPictures(before: StoryContent, after: StoryContent): PictureDiff[] {
  const [old, now] = [keysInUse(before), keysInUse(after)]
  const inUse = (content: StoryContent, keys: string[], key: string) =>
    keys.includes(key) ? content.media[key] : undefined
  return [...new Set([...now, ...old])].flatMap(
    (key) => diffPicture(key, inUse(before, old, key), inUse(after, now, key)) ?? [],
  )
}

function diffMeta(before: StoryMeta, after: StoryMeta): MetaChange[] {
  return (Object.keys(after) as (keyof StoryMeta)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }))
}

const bodyPieces = (blocks: readonly BlockDiff[]) =>
  blocks.flatMap(({ pieces, fate, block }) =>
    fate === 'moved' && blockText(block) === '' ? [] : pieces,
  )

function countChanged(pieces: readonly Piece[], kind: Piece['kind']): number {
  return pieces.reduce((sum, piece) => sum + (piece.kind === kind ? countWords(piece.text) : 0), 0)
}

/** What changed from `before` to `after`. */
export function diffStories(before: StoryContent, after: StoryContent): ReviewDiff {
  const headline = diffWords(before.headline, after.headline)
  const standfirst = diffWords(before.standfirst, after.standfirst)
  const blocks = diffBlocks(before.blocks, after.blocks)
  const pieces = [...headline, ...standfirst, ...bodyPieces(blocks)]
  const kept = before.carousel.filter((key) => after.carousel.includes(key))
  return {
    headline,
    standfirst,
    blocks,
    pictures: diffPictures(before, after),
    reordered: kept.join() !== after.carousel.filter((key) => before.carousel.includes(key)).join(),
    meta: diffMeta(before.meta, after.meta),
    words: { inserted: countChanged(pieces, 'inserted'), deleted: countChanged(pieces, 'deleted') },
  }
}

const isChanged = (pieces: readonly Piece[]): boolean => pieces.some(({ kind }) => kind !== 'same')

/** Number of places that differ: a headline, a paragraph, a picture, a field of the facts. */
export function countChanges(diff: ReviewDiff): number {
  return [
    isChanged(diff.headline),
    isChanged(diff.standfirst),
    diff.reordered,
    ...diff.blocks.map(({ fate }) => fate !== 'same'),
    ...diff.pictures.map(({ fate }) => fate !== 'same'),
    ...diff.meta.map(() => true),
  ].filter(Boolean).length
}
