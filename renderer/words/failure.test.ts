import { expect, it } from 'vitest'
import { NewsroomError } from '../../shared/model/errors.ts'
import { failureSentence } from './failure.ts'

class Failed extends NewsroomError {
  readonly retry = 'later'
  readonly code: string
  override readonly remedy: string | undefined
  constructor(code: string, message: string, remedy?: string) {
    super(message)
    this.code = code
    this.remedy = remedy
  }
}

it('a failure is told in the language of the desk, with what helps', () => {
  const full = new Failed('disk-full', 'The disk of this computer is full.', 'Free some space.')
  expect(failureSentence('en', full)).toMatch(/full\. Free some space, then/)
  expect(failureSentence('ar', full)).toMatch(/ممتلئ/)
  expect(failureSentence('es', full)).toMatch(/lleno/)
})

it('a failure without words of its own is told as it was met, in whole sentences', () => {
  expect(failureSentence('ar', new Failed('odd', 'It broke', 'Mend it.'))).toBe(
    'It broke. Mend it.',
  )
  expect(failureSentence('en', new Failed('odd', 'It broke.'))).toBe('It broke.')
  expect(failureSentence('en', 'no error at all')).toBe('no error at all')
})
