import { describe, expect, it } from 'vitest'
import { currentSlide } from './carousel.ts'

describe('the carousel', () => {
  it('knows which picture is in view while it is still gliding', () => {
    expect(currentSlide([0, 700, 1400], 0)).toBe(0)
    expect(currentSlide([0, 700, 1400], 380)).toBe(1)
    expect(currentSlide([0, 700, 1400], 1400)).toBe(2)
  })

  it('counts to the left in right-to-left pages', () => {
    expect(currentSlide([0, -700, -1400], -690)).toBe(1)
  })
})
