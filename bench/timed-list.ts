/** How long a list takes to show its other end, and the story that is clicked there, timed in the window. */
import type { Page } from 'playwright'

/** Home or End in the list; until the row at that end, with its words, has been painted. */
export async function timedJump(page: Page, key: 'Home' | 'End'): Promise<number> {
  const list = page.getByRole('listbox').first()
  await list.focus()
  return await list.evaluate(
    (element, key) =>
      new Promise<number>((resolve) => {
        const channel = new MessageChannel()
        const began = performance.now()
        channel.port1.onmessage = () => resolve(performance.now() - began)
        const look = () => {
          const any = element.querySelector('[role="option"]')
          const wanted = key === 'Home' ? '1' : (any?.getAttribute('aria-setsize') ?? '')
          const row = element.querySelector(`[role="option"][aria-posinset="${wanted}"]`)
          const isThere = (row?.textContent ?? '') !== ''
          // After this frame's paint, not before it.
          requestAnimationFrame(isThere ? () => channel.port2.postMessage(null) : look)
        }
        element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        look()
      }),
    key,
  )
}

/** Clicks on a row that is not the open story's; until another text has been painted. */
export async function timedNextStory(page: Page): Promise<number> {
  const row = page.locator('[role="listbox"] [role="option"][aria-selected="false"]').nth(2)
  return await row.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const textNow = () => document.querySelector('[data-lexical-editor="true"]')?.textContent
        const before = textNow()
        const channel = new MessageChannel()
        const began = performance.now()
        channel.port1.onmessage = () => resolve(performance.now() - began)
        const look = () => {
          const now = textNow() ?? ''
          const isThere = now.length > 50 && now !== before
          requestAnimationFrame(isThere ? () => channel.port2.postMessage(null) : look)
        }
        ;(element as HTMLElement).click()
        look()
      }),
  )
}
