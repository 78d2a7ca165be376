/**
 * Measures what a key costs in a page: from keydown (capture, before anyone else) to the task after
 * the one that handled its input. Chromium's own editing, the editor's and React's synchronous work
 * and every microtask lie in between.
 */
import type { CDPSession, Page } from 'playwright'

interface Probe {
  samples: number[]
  resolve: (() => void) | undefined
}
declare global {
  interface Window {
    keyProbe?: Probe
  }
}

/** Puts the probe into the page, before any key is typed. */
export async function installKeyProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    // One page shows one story after another: one probe is enough.
    if (window.keyProbe) return
    const probe: Probe = { samples: [], resolve: undefined }
    window.keyProbe = probe
    const channel = new MessageChannel()
    let began = 0
    channel.port1.onmessage = () => {
      probe.samples.push(performance.now() - began)
      probe.resolve?.()
      probe.resolve = undefined
    }
    window.addEventListener('keydown', () => (began = performance.now()), { capture: true })
    // The message is delivered once the task that handles this input is over.
    window.addEventListener('beforeinput', () => channel.port2.postMessage(null), { capture: true })
  })
}

/** Puts the caret at the end of one block of the editable, found by its place (0 first, 1 last). */
export async function placeCaret(page: Page, editable: string, place: number): Promise<void> {
  await page.evaluate(
    ({ selector, part }) => {
      const root = document.querySelector<HTMLElement>(selector)
      const blocks = [...(root?.children ?? [])].filter((block) => block.textContent?.trim())
      const block = blocks[Math.round((blocks.length - 1) * part)]
      if (!root || !block) throw new Error(`no block at ${part} in ${selector}`)
      block.scrollIntoView({ block: 'center' })
      root.focus({ preventScroll: true })
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      let last: Node | null = null
      while (walker.nextNode()) last = walker.currentNode
      if (last) getSelection()?.collapse(last, last.textContent?.length ?? 0)
    },
    { selector: editable, part: place },
  )
}

/** Types real keys, one a frame, and answers what each cost in milliseconds. */
export async function typeKeys(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    if (window.keyProbe) window.keyProbe.samples = []
  })
  for (const key of text) {
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => next(null))))
  }
  const samples = await page.evaluate(() => window.keyProbe?.samples ?? [])
  if (samples.length < text.length) {
    throw new Error(`${text.length} keys were pressed, the page handled ${samples.length}`)
  }
  return samples
}

/** Seconds of CPU that the page’s main thread has used so far, whatever for. */
export async function mainThreadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN
}
