/**
 * What a story still lacks, as values: pure, so that the inspector, the status bar and tests agree.
 *
 * CH1  What blocks approval here is exactly what the newsroom's own judge would refuse.
 * CH2  Every check names its place, so that one key leads there.
 */
import type { MediaKey } from '../../../shared/model/ids.ts'
import { isComplete } from '../../../shared/model/readiness.ts'
import {
  blockText,
  headlineBudgets,
  type MediaEntry,
  type StoryContent,
} from '../../../shared/model/story.ts'
import { findPlaceholders } from './placeholders.ts'

export type HeadlineChannel = keyof typeof headlineBudgets

/** Where to jump. */
export type Place =
  | { readonly at: 'headline' | 'standfirst' | 'section' | 'body' | 'merge' | 'media' }
  | { readonly at: 'block'; readonly block: string; readonly offset: number }
  | {
      readonly at: 'picture'
      readonly media: MediaKey
      readonly field: 'caption' | 'credit' | 'alt'
    }

export type Finding =
  | { readonly what: 'headline-missing' | 'section-missing' | 'body-empty' }
  | {
      readonly what: 'headline-long'
      readonly channel: HeadlineChannel
      readonly over: number
      readonly cut: string
    }
  | {
      readonly what: 'placeholder'
      readonly where: 'headline' | 'standfirst' | 'body' | 'picture'
      readonly number: number
    }
  | { readonly what: 'merge'; readonly count: number }
  | { readonly what: 'no-alt' | 'no-credit' | 'no-caption'; readonly number: number }

export interface Check {
  readonly id: string
  /** `blocks`: nobody can approve; `warns`: look at it. */
  readonly weight: 'blocks' | 'warns'
  readonly finding: Finding
  readonly place: Place
}

/** Every check that fails now, most important first, in the order of the page. */
export function checkStory(content: StoryContent): Check[] {
  return byWeight([
    ...checkHeadline(content),
    ...checkSection(content),
    ...checkPictures(content),
    ...checkTexts(content),
    ...checkBody(content),
  ])
}

/** What blocks before what warns, otherwise in the order given. */
export const byWeight = (checks: readonly Check[]): Check[] => [
  ...checks.filter(({ weight }) => weight === 'blocks'),
  ...checks.filter(({ weight }) => weight === 'warns'),
]

/** Places that a merge left to look at. */
export const checkMerges = (count: number): Check[] =>
  count === 0
    ? []
    : [{ id: 'merge', weight: 'warns', finding: { what: 'merge', count }, place: { at: 'merge' } }]

/** Placeholders left anywhere, for the status bar. */
export const countPlaceholders = (checks: readonly Check[]): number =>
  checks.filter(({ finding }) => finding.what === 'placeholder').length

function checkHeadline({ headline }: StoryContent): Check[] {
  const place: Place = { at: 'headline' }
  if (headline.trim() === '') {
    return [{ id: 'headline', weight: 'blocks', finding: { what: 'headline-missing' }, place }]
  }
  const letters = [...headline.trim()]
  return (Object.keys(headlineBudgets) as HeadlineChannel[]).flatMap((channel): Check[] => {
    const budget = headlineBudgets[channel]
    if (letters.length <= budget) return []
    const over = letters.length - budget
    const cut = letters.slice(0, budget).join('')
    const finding: Finding = { what: 'headline-long', channel, over, cut }
    return [{ id: `headline-${channel}`, weight: 'warns', finding, place }]
  })
}

function checkSection({ meta }: StoryContent): Check[] {
  if (meta.section !== null) return []
  const finding: Finding = { what: 'section-missing' }
  return [{ id: 'section', weight: 'blocks', finding, place: { at: 'section' } }]
}

/** The pictures of the story in the order of the page, each once. */
export function picturesInOrder(content: StoryContent): { key: MediaKey; entry: MediaEntry }[] {
  const inBody = content.blocks.flatMap((block) => (block.type === 'picture' ? [block.media] : []))
  return [...new Set([...content.carousel, ...inBody])].flatMap((key) => {
    const entry = content.media[key]
    return entry ? [{ key, entry }] : []
  })
}

function checkPictures(content: StoryContent): Check[] {
  return picturesInOrder(content).flatMap(({ key, entry }, index) =>
    checkPicture(key, entry, index + 1),
  )
}

function checkPicture(media: MediaKey, entry: MediaEntry, number: number): Check[] {
  const check = (field: 'caption' | 'credit' | 'alt', weight: Check['weight']): Check => ({
    id: `${field}-${media}`,
    weight,
    finding: { what: `no-${field}`, number },
    place: { at: 'picture', media, field },
  })
  const checks: Check[] = []
  if (!isComplete(entry)) {
    if (entry.credit.trim() === '') checks.push(check('credit', 'blocks'))
    if (!entry.decorative && entry.alt.trim() === '') checks.push(check('alt', 'blocks'))
  }
  if (entry.caption.trim() === '') checks.push(check('caption', 'warns'))
  return checks
}

/** Placeholders in every text, captions included. */
function checkTexts(content: StoryContent): Check[] {
  const fields = (['headline', 'standfirst'] as const).flatMap((where) =>
    findPlaceholders(content[where]).map((_, n) =>
      placeholder(`${where}-${n}`, where, n + 1, { at: where }),
    ),
  )
  const pictures = picturesInOrder(content).flatMap(({ key, entry }, index) =>
    (['caption', 'credit', 'alt'] as const).flatMap((field) =>
      findPlaceholders(entry[field]).map((_, n) =>
        placeholder(`${field}-${key}-${n}`, 'picture', index + 1, {
          at: 'picture',
          media: key,
          field,
        }),
      ),
    ),
  )
  let paragraph = 0
  const body = content.blocks.flatMap((block) => {
    if (block.type !== 'text') return []
    paragraph += 1
    return findPlaceholders(blockText(block)).map(({ index: offset }) =>
      placeholder(`${block.id}-${offset}`, 'body', paragraph, {
        at: 'block',
        block: block.id,
        offset,
      }),
    )
  })
  return [...fields, ...pictures, ...body]
}

const placeholder = (
  id: string,
  where: 'headline' | 'standfirst' | 'body' | 'picture',
  number: number,
  place: Place,
): Check => ({
  id: `tk-${id}`,
  weight: 'warns',
  finding: { what: 'placeholder', where, number },
  place,
})

function checkBody({ blocks }: StoryContent): Check[] {
  if (blocks.some((block) => blockText(block).trim() !== '')) return []
  return [{ id: 'body', weight: 'warns', finding: { what: 'body-empty' }, place: { at: 'body' } }]
}
