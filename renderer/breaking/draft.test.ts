import { describe, expect, it } from 'vitest'
import { breakingBudget } from '../../shared/model/commands.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { emptyDraft, languagesOf, lineState, linesOf, used } from './draft.ts'

const written = (language: Language, text: string, attribution = '') => {
  const draft = emptyDraft()
  return { ...draft, lines: { ...draft.lines, [language]: { attribution, text } } }
}

describe('breaking composer', () => {
  it('[BC1] sends nothing while no language has words', () => {
    expect(linesOf(emptyDraft())).toBeNull()
    expect(linesOf(written('en', '   ', 'Agency'))).toBeNull()
  })

  it('[BC1] sends the languages that have words, trimmed', () => {
    const draft = written('ar', ' تعليق العبّارات حتى الظهر ', 'سلطة المرفأ')
    expect(linesOf(draft)).toEqual({
      ar: { attribution: 'سلطة المرفأ', text: 'تعليق العبّارات حتى الظهر' },
    })
    expect(languagesOf(draft)).toEqual(['ar'])
  })

  it('[BC1] counts the attribution into the budget and sends nothing over it', () => {
    const attribution = 'Port authority'
    const fits = written('en', 'x'.repeat(breakingBudget - attribution.length), attribution)
    expect(used(fits.lines.en)).toBe(breakingBudget)
    expect(lineState(fits, 'en')).toBe('ready')
    const over = written('en', 'x'.repeat(breakingBudget - attribution.length + 1), attribution)
    expect(lineState(over, 'en')).toBe('too-long')
    expect(linesOf(over)).toBeNull()
  })

  it('[BC1] holds all back while one language is too long', () => {
    const draft = written('en', 'Ferries stop')
    const long = { ...draft.lines, es: { attribution: '', text: 'y'.repeat(200) } }
    expect(linesOf({ ...draft, lines: long })).toBeNull()
  })
})
