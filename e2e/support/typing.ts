/** Somebody who types without a pause until told to stop. */
import type { Page } from 'playwright'

export interface Typing {
  /** Ends the typing; answers what was typed. */
  stop(): Promise<string>
}

/** Types words into whatever has the focus; each word has a number, so that none passes for another. */
export function typeOn(page: Page, first = 1): Typing {
  let stopping = false
  const typing = (async () => {
    let typed = ''
    for (let word = first; !stopping; word++) {
      const text = `word${word} `
      await page.keyboard.type(text)
      typed += text
    }
    return typed.trim()
  })()
  // Whoever kills the app expects this to fail, and may ask only later.
  typing.catch(() => {})
  return {
    stop: () => {
      stopping = true
      return typing
    },
  }
}
