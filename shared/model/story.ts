/** What a story says, as plain values: projected from its Yjs document, rendered, hashed and checked. */
import { z } from 'zod'
import { assetIdSchema, mediaKeySchema, storyIdSchema } from './ids.ts'
import { languageSchema, regionKeySchema, sectionKeySchema, termKeySchema } from './vocabulary.ts'

export const storyKinds = [
  'news',
  'breaking',
  'opinion',
  'analysis',
  'blog',
  'feature',
  'video',
  'infograph',
  'pictures',
  'live',
] as const
export type StoryKind = (typeof storyKinds)[number]
export const storyKindSchema = z.enum(storyKinds)

/** Kinds of a text block. List items are blocks; neighbours of one kind make one list on the page. */
export const blockKinds = [
  'paragraph',
  'heading',
  'subheading',
  'quote',
  'bullet',
  'number',
] as const
export type BlockKind = (typeof blockKinds)[number]
export const blockKindSchema = z.enum(blockKinds)

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)
  .or(z.literal(''))

/** A stretch of text with the same marks. `\n` is a line break inside the block. */
export const runSchema = z.object({
  text: z.string(),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  underline: z.literal(true).optional(),
  strike: z.literal(true).optional(),
  link: z.string().optional(),
})
export type Run = z.infer<typeof runSchema>

export const blockSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    id: z.string(),
    kind: blockKindSchema,
    runs: z.array(runSchema),
  }),
  z.object({ type: z.literal('picture'), id: z.string(), media: mediaKeySchema }),
  z.object({ type: z.literal('related'), id: z.string(), stories: z.array(storyIdSchema) }),
])
export type Block = z.infer<typeof blockSchema>

/** Focal point as fractions of width and height from the top left, 0–1. */
export const focalSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

export const mediaEntrySchema = z.object({
  asset: assetIdSchema,
  caption: z.string(),
  credit: z.string(),
  alt: z.string(),
  /** The picture says nothing that the text does not: alt text is meant to be empty. */
  decorative: z.boolean(),
  focal: focalSchema.nullable(),
})
export type MediaEntry = z.infer<typeof mediaEntrySchema>

export const storyMetaSchema = z.object({
  kind: storyKindSchema,
  slug: z.string().max(80),
  language: languageSchema,
  section: sectionKeySchema.nullable(),
  regions: z.array(regionKeySchema),
  topics: z.array(termKeySchema),
  coverage: z.array(termKeySchema),
  byline: z.string().max(200),
  source: z.string().max(200),
  dateline: z.string().max(200),
})
export type StoryMeta = z.infer<typeof storyMetaSchema>

export const storyContentSchema = z.object({
  headline: z.string(),
  standfirst: z.string(),
  blocks: z.array(blockSchema),
  meta: storyMetaSchema,
  media: z.record(mediaKeySchema as unknown as z.ZodString, mediaEntrySchema),
  carousel: z.array(mediaKeySchema),
})
/** Everything a reader could see of one version of a story. `media` is keyed by `MediaKey`. */
export type StoryContent = z.infer<typeof storyContentSchema>

/** Longest headline, in characters, that each channel shows whole. */
export const headlineBudgets = { front: 70, search: 60, push: 48 } as const

/** Words a reader gets through in a minute; the pages and the desk count with the same number. */
export const wordsPerMinute = 220

/** Whole minutes to read, at least 1. */
export const minutesToRead = (words: number): number =>
  Math.max(1, Math.round(words / wordsPerMinute))

const word = /[\p{L}\p{N}\p{M}]+(?:['’\-.,][\p{L}\p{N}\p{M}]+)*/gu

/** Number of words in a text of any script. */
export const countWords = (text: string): number => text.match(word)?.length ?? 0

/** The plain text of a block, empty for pictures and related stories. */
export const blockText = (block: Block): string =>
  block.type === 'text' ? block.runs.map((run) => run.text).join('') : ''

/** Words of the body. */
export const bodyWords = (content: Pick<StoryContent, 'blocks'>): number =>
  content.blocks.reduce((sum, block) => sum + countWords(blockText(block)), 0)
