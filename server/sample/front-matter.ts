/** The lines above `---` in a story's file: what the story is, and where it stands in its life. */
import { z } from 'zod'
import { deskIdSchema } from '../../shared/model/ids.ts'
import { storyKindSchema } from '../../shared/model/story.ts'
import { regionKeySchema, sectionKeySchema, termKeySchema } from '../../shared/model/vocabulary.ts'
import { type Moment, momentSchema } from './moment.ts'

/** Where a story stands once the sample is loaded. */
export type SampleStage =
  | { readonly at: 'draft' | 'review' | 'approved' | 'live'; readonly moment: Moment }
  | { readonly at: 'scheduled'; readonly moment: Moment }
  | { readonly at: 'returned'; readonly moment: Moment; readonly reason: string }

/** A moment and words: `3d 09:15 | An earlier version said …`. */
const noted = z
  .string()
  .transform((text) => {
    const bar = text.indexOf('|')
    return { moment: text.slice(0, bar).trim(), note: text.slice(bar + 1).trim() }
  })
  .pipe(z.object({ moment: momentSchema, note: z.string().min(1) }))

const stage = z.string().transform((text, ctx): SampleStage => {
  const [, at = '', rest = ''] = /^(\S+) (.+)$/.exec(text) ?? []
  if (at === 'returned') {
    const returned = noted.safeParse(rest)
    if (returned.success) return { at, moment: returned.data.moment, reason: returned.data.note }
  }
  const moment = momentSchema.safeParse(rest)
  if (moment.success) {
    if (at === 'draft' || at === 'review' || at === 'approved') return { at, moment: moment.data }
    if (at === 'scheduled' || at === 'live') return { at, moment: moment.data }
  }
  ctx.addIssue({ code: 'custom', message: `not a stage: ${text}` })
  return z.NEVER
})

/** Words parted by commas, each checked. */
const list = <T>(item: z.ZodType<T>) =>
  z
    .string()
    .default('')
    .transform((text, ctx): T[] => {
      const words = text.split(',').map((word) => word.trim())
      const items = z.array(item).safeParse(words.filter((word) => word !== ''))
      if (items.success) return items.data
      ctx.addIssue({ code: 'custom', message: `not in the vocabulary: ${text}` })
      return z.NEVER
    })

/** `new text <- old text`: how the version before this one read. */
const was = z
  .string()
  .regex(/ <- /)
  .transform((text) => {
    const [now = '', before = ''] = text.split(' <- ')
    return { now, before }
  })

export const frontMatterSchema = z.strictObject({
  kind: storyKindSchema,
  section: sectionKeySchema,
  regions: list(regionKeySchema),
  topics: list(termKeySchema),
  coverage: list(termKeySchema),
  /** Name of the translation group; a story alone has its own. */
  group: termKeySchema.optional(),
  desk: deskIdSchema,
  writer: z.string(),
  byline: z.string().optional(),
  source: z.string().min(1),
  dateline: z.string().default(''),
  stage,
  embargo: momentSchema.optional(),
  /** When a live story was corrected, and what readers are told. */
  correction: noted.optional(),
  /** When a newer version of a live story went into review. */
  revised: momentSchema.optional(),
  'taken-down': noted.optional(),
  was: z.array(was).default([]),
  /** Views since it went live. */
  views: z.coerce.number().int().min(0).default(0),
  pictures: list(termKeySchema),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Reads `key: value` lines; `was` may come more than once. */
export function parseFrontMatter(text: string): FrontMatter {
  const fields: Record<string, unknown> = {}
  const olds: string[] = []
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon === -1) throw new Error(`not "key: value": ${line}`)
    const key = line.slice(0, colon)
    const value = line.slice(colon + 2).trim()
    if (key === 'was') olds.push(value)
    else if (key in fields) throw new Error(`${key} is given twice`)
    else fields[key] = value
  }
  return frontMatterSchema.parse({ ...fields, was: olds })
}
