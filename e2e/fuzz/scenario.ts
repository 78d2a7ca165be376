/**
 * One run as data: which story, which desks, what each does in which order. A seed makes it; a test
 * that is kept holds it. Places are shares (0–1) of what is there, so that every step means
 * something after other steps were taken out.
 */
import type { BlockKind } from '../../shared/model/story.ts'
import { Random } from './random.ts'
import type { TagMode } from './tags.ts'
import { someWords } from './vocabulary.ts'

/** `block` and `at` are shares: the block, and the place between two of its words. */
export type Edit =
  | { do: 'type'; block: number; at: number; words: string[] }
  | { do: 'replace'; block: number; at: number; count: number; words: string[] }
  | { do: 'retype'; block: number; words: string[] }
  | { do: 'delete'; block: number; at: number; count: number }
  | { do: 'mark'; block: number; at: number; count: number; mark: 'bold' | 'italic' | 'link' }
  | { do: 'kind'; block: number; more: number; kind: BlockKind }
  | { do: 'enter'; block: number; at: number }
  | { do: 'join'; block: number; key: 'backspace' | 'delete' }
  | { do: 'remove'; block: number }
  | { do: 'wipe'; block: number; at: number; more: number; to: number; words: string[] }
  | { do: 'move'; block: number; by: number }
  | { do: 'carry'; block: number; at: number; count: number; toBlock: number; to: number }
  | { do: 'paste'; block: number; at: number; blocks: string[][] }
  | { do: 'undo'; times: number }
  | { do: 'redo'; times: number }
  | { do: 'picture'; block: number; words: string[] }
  | { do: 'move-picture'; block: number; by: number }
  | { do: 'remove-picture'; block: number }
  | { do: 'lead'; block: number; to: number }
  | { do: 'field'; field: FieldName; at: number; count: number; words: string[] }
  | { do: 'set'; key: 'slug' | 'section' | 'byline' | 'dateline'; value: string }
  | { do: 'term'; set: 'topics' | 'coverage'; term: string; on: boolean }

export type FieldName = 'headline' | 'standfirst' | 'caption'

export type Step =
  | { desk: number; edit: Edit }
  /** The document is thrown away and built again from what the desk had stored. */
  | { desk: number; dies: true }
  /** The desk's store is put back to what it was at this share of its log. */
  | { desk: number; restored: number }
  /** `star`: one after the other with the server; `table`: all at once. */
  | { meet: 'star' | 'table'; order: number[]; shuffled: boolean }
  /** Open findings are settled: on both desks at once, while the second goes on typing. */
  | { settle: true; first: number; second: number; words: string[] }

export interface StoryPlan {
  readonly headline: string[]
  readonly standfirst: string[]
  readonly blocks: ({ kind: BlockKind; words: string[] } | { caption: string[] })[]
}

export interface Scenario {
  readonly seed: number
  readonly mode: TagMode
  readonly size: 'dense' | 'life'
  readonly desks: number
  readonly story: StoryPlan
  readonly steps: readonly Step[]
}

const kinds: readonly BlockKind[] = ['heading', 'subheading', 'quote', 'bullet', 'number']

/** How often a person does what, at a desk that is offline. */
const everyday = {
  type: 30,
  replace: 12,
  retype: 3,
  delete: 8,
  mark: 6,
  kind: 4,
  enter: 7,
  join: 4,
  remove: 3,
  wipe: 2,
  move: 5,
  carry: 3,
  paste: 3,
  undo: 6,
  redo: 2,
  picture: 1,
  'move-picture': 1,
  'remove-picture': 0.5,
  lead: 1,
  field: 5,
  set: 4,
  term: 2,
} as const satisfies Record<Edit['do'], number>

/** The run that a seed stands for. */
export function plan(seed: number): Scenario {
  const random = new Random(seed)
  const mode: TagMode = random.chance(2 / 3) ? 'prose' : 'unique'
  const size = random.chance(0.4) ? 'dense' : 'life'
  const desks = random.weighted({ 2: 50, 3: 30, 4: 12, 5: 8 } as Record<string, number>)
  const story = size === 'dense' ? denseStory(random) : lifelikeStory(random)
  return { seed, mode, size, desks: Number(desks), story, steps: steps(random, size, +desks) }
}

function steps(random: Random, size: Scenario['size'], desks: number): Step[] {
  const all = Array.from({ length: desks }, (_, n) => n)
  const list: Step[] = []
  const rounds = random.between(1, 3)
  for (let round = 0; round < rounds; round++) {
    for (const desk of all) list.push(...offline(random, size, desk))
    const meet = random.chance(0.25) ? ('table' as const) : ('star' as const)
    list.push({ meet, order: random.shuffled(all), shuffled: random.chance(0.3) })
    if (random.chance(0.6)) {
      const [first = 0, second = 1] = random.shuffled(all)
      list.push({ settle: true, first, second, words: someWords(random, random.between(1, 4)) })
    }
  }
  return list
}

/** What one desk does until it meets the others again; now and then it does nothing. */
function offline(random: Random, size: Scenario['size'], desk: number): Step[] {
  if (random.chance(0.08)) return []
  const count = size === 'dense' ? random.between(2, 7) : random.between(1, 10)
  const list: Step[] = Array.from({ length: count }, () => ({ desk, edit: anEdit(random, size) }))
  if (random.chance(0.12)) list.splice(random.between(0, list.length), 0, { desk, dies: true })
  if (random.chance(0.05)) {
    list.splice(random.between(0, list.length), 0, { desk, restored: random.next() })
  }
  return list
}

const slugs = ['ferry-fares', 'harbour-vote', 'night-storm', 'bridge-works']

function anEdit(random: Random, size: Scenario['size']): Edit {
  const block = random.next()
  const at = random.next()
  const words = (least: number, most: number) => someWords(random, random.between(least, most))
  const few = () => (size === 'dense' ? words(1, 4) : words(1, 12))
  const what = random.weighted(everyday)
  switch (what) {
    case 'type':
      return { do: what, block, at, words: few() }
    case 'replace':
      return { do: what, block, at, count: random.between(1, 4), words: words(1, 5) }
    case 'retype':
      return { do: what, block, words: someWords(random, random.between(4, 18), true) }
    case 'delete':
      return { do: what, block, at, count: random.between(1, 6) }
    case 'mark': {
      const mark = random.pick(['bold', 'italic', 'link'] as const)
      return { do: what, block, at, count: random.between(1, 5), mark }
    }
    case 'kind': {
      const kind = random.chance(0.4) ? 'paragraph' : random.pick(kinds)
      return { do: what, block, more: random.chance(0.2) ? random.between(1, 3) : 0, kind }
    }
    case 'enter':
      return { do: what, block, at }
    case 'join':
      return { do: what, block, key: random.pick(['backspace', 'delete'] as const) }
    case 'remove':
      return { do: what, block }
    case 'wipe': {
      const typed = random.chance(0.5) ? words(1, 3) : []
      return { do: what, block, at, more: random.between(1, 3), to: random.next(), words: typed }
    }
    case 'move':
    case 'move-picture':
      return { do: what, block, by: random.pick([-3, -2, -1, 1, 2, 3]) }
    case 'carry': {
      const count = random.between(2, 8)
      return { do: what, block, at, count, toBlock: random.next(), to: random.next() }
    }
    case 'paste': {
      const blocks = Array.from({ length: random.between(1, 3) }, () =>
        someWords(random, random.between(2, 10), true),
      )
      return { do: what, block, at, blocks }
    }
    case 'undo':
    case 'redo':
      return { do: what, times: random.between(1, 3) }
    case 'picture':
      return { do: what, block, words: words(2, 6) }
    case 'remove-picture':
      return { do: what, block }
    case 'lead':
      return { do: what, block, to: random.between(0, 2) }
    case 'field': {
      const field = random.pick(['headline', 'standfirst', 'caption'] as const)
      return { do: what, field, at, count: random.between(0, 2), words: words(1, 3) }
    }
    case 'set': {
      const key = random.pick(['slug', 'section', 'byline', 'dateline'] as const)
      const values = key === 'section' ? ['economy', 'sports', 'culture'] : slugs
      return { do: what, key, value: random.pick(values) }
    }
    case 'term': {
      const term = random.pick(['ferries', 'elections', 'weather'])
      return { do: what, set: random.pick(['topics', 'coverage']), term, on: random.chance(0.7) }
    }
  }
}

function denseStory(random: Random): StoryPlan {
  const blocks: StoryPlan['blocks'] = Array.from({ length: random.between(5, 10) }, () => ({
    kind: random.chance(0.2) ? random.pick(kinds) : ('paragraph' as const),
    words: someWords(random, random.between(3, 12), true),
  }))
  return withPictures(random, blocks, 1)
}

function lifelikeStory(random: Random): StoryPlan {
  // Most stories are short; a few are long.
  const count = random.between(5, random.chance(0.15) ? 60 : 22)
  const blocks: StoryPlan['blocks'] = Array.from({ length: count }, (_, n) =>
    n > 0 && random.chance(0.12)
      ? { kind: random.pick(kinds), words: someWords(random, random.between(3, 9)) }
      : { kind: 'paragraph' as const, words: someWords(random, random.between(12, 45), true) },
  )
  return withPictures(random, blocks, 3)
}

function withPictures(random: Random, blocks: StoryPlan['blocks'], most: number): StoryPlan {
  for (let n = random.between(0, most); n > 0; n--) {
    const caption = someWords(random, random.between(4, 9), true)
    blocks.splice(random.between(1, blocks.length), 0, { caption })
  }
  const headline = someWords(random, random.between(4, 8))
  return { headline, standfirst: someWords(random, random.between(6, 14), true), blocks }
}
