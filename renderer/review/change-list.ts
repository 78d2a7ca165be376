/** The places that differ, in reading order: for going from one to the next. */
import { blockText } from '../../shared/model/story.ts'
import type { Piece } from '../compare/word-diff.ts'
import type { BlockFate } from './block-diff.ts'
import type { PictureFate, ReviewDiff } from './review-diff.ts'

export interface ChangedPlace {
  /** Id of its element in the review article. */
  readonly element: string
  readonly what:
    | { readonly part: 'headline' | 'standfirst' }
    | { readonly part: 'block'; readonly fate: BlockFate }
    | { readonly part: 'picture'; readonly fate: PictureFate }
  /** The changed words themselves, or else the text around. */
  readonly text: string
}

const changed = (pieces: readonly Piece[]): boolean => pieces.some(({ kind }) => kind !== 'same')

const newest = (pieces: readonly Piece[]): string => {
  const inserted = pieces.filter(({ kind }) => kind === 'inserted').map(({ text }) => text)
  const deleted = pieces.filter(({ kind }) => kind === 'deleted').map(({ text }) => text)
  const words = (inserted.length > 0 ? inserted : deleted).map((text) => text.trim())
  return words.map((text) => text.replace(/^[,;:.،؛]+\s+/u, '')).join(' … ')
}

/** All changed places of the text and its pictures. */
export function changedPlaces(diff: ReviewDiff): ChangedPlace[] {
  const places: ChangedPlace[] = []
  if (changed(diff.headline)) {
    places.push({
      element: 'review-headline',
      what: { part: 'headline' },
      text: newest(diff.headline),
    })
  }
  if (changed(diff.standfirst)) {
    places.push({
      element: 'review-standfirst',
      what: { part: 'standfirst' },
      text: newest(diff.standfirst),
    })
  }
  for (const { key, fate, entry } of diff.pictures) {
    if (fate === 'same') continue
    places.push({
      element: `review-picture-${key}`,
      what: { part: 'picture', fate },
      text: entry.caption,
    })
  }
  for (const { block, fate, pieces } of diff.blocks) {
    if (fate === 'same' || block.type === 'picture') continue
    const text = newest(pieces) || blockText(block)
    places.push({ element: `review-${block.id}`, what: { part: 'block', fate }, text })
  }
  return places
}
