import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugSchema } from '../../../shared/model/story.ts'
import { termKeySchema } from '../../../shared/model/vocabulary.ts'
import { finishedSlug, slugWhileTyping, termKeyOf } from './slug.ts'

describe('slugs', () => {
  it('are what the model takes, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        expect(slugSchema.safeParse(finishedSlug(text)).success).toBe(true)
        expect(termKeySchema.safeParse(termKeyOf(text, () => 'a1b2')).success).toBe(true)
      }),
    )
  })

  it('lose accents and keep a hyphen while the next word is on its way', () => {
    expect(slugWhileTyping('Huelga en el Puérto ')).toBe('huelga-en-el-puerto-')
    expect(finishedSlug('Port strike!')).toBe('port-strike')
    expect(termKeyOf('إضراب', () => 'x9')).toBe('term-x9')
  })
})
