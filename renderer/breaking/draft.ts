/**
 * What the composer holds: a breaking line in up to three languages, before it is sent.
 *
 * BC1  What is sent has passed the contract of breaking lines: budget, words, life.
 */
import { z } from 'zod'
import {
  type BreakingLines,
  breakingBudget,
  breakingLifeSchema,
  breakingLinesSchema,
} from '../../shared/model/commands.ts'
import { breakingIdSchema, newBreakingId, storyIdSchema } from '../../shared/model/ids.ts'
import { type Language, languages } from '../../shared/model/vocabulary.ts'

const wordsSchema = z.object({ attribution: z.string(), text: z.string() })

export const draftSchema = z.object({
  id: breakingIdSchema,
  lines: z.object({ en: wordsSchema, ar: wordsSchema, es: wordsSchema }),
  story: storyIdSchema.nullable(),
  life: breakingLifeSchema,
})
export type BreakingDraft = z.infer<typeof draftSchema>

const hour = 3_600_000

/** How long a line may stay up, to choose from. */
export const lives = [hour / 2, hour, 2 * hour, 4 * hour, 8 * hour, 12 * hour, 24 * hour, 48 * hour]

const noWords = { attribution: '', text: '' }

export const emptyDraft = (): BreakingDraft => ({
  id: newBreakingId(),
  lines: { en: noWords, ar: noWords, es: noWords },
  story: null,
  life: 4 * hour,
})

/** Characters used of the budget, attribution included. */
export const used = ({ attribution, text }: z.infer<typeof wordsSchema>): number =>
  attribution.trim().length + text.trim().length

export type LineState = 'none' | 'ready' | 'too-long'

export function lineState(draft: BreakingDraft, language: Language): LineState {
  const words = draft.lines[language]
  if (words.text.trim() === '') return 'none'
  return used(words) <= breakingBudget && words.attribution.trim().length <= 60
    ? 'ready'
    : 'too-long'
}

/** The lines as they would be sent; null while one is too long or none has words. */
export function linesOf(draft: BreakingDraft): BreakingLines | null {
  const withWords = languages.filter((language) => lineState(draft, language) !== 'none')
  const lines = Object.fromEntries(withWords.map((language) => [language, draft.lines[language]]))
  const parsed = breakingLinesSchema.safeParse(lines)
  return parsed.success ? parsed.data : null
}

/** Languages whose readers would see the line. */
export const languagesOf = (draft: BreakingDraft): Language[] =>
  languages.filter((language) => lineState(draft, language) === 'ready')
