/** How long opening a story takes, timed inside the window: the engine's answer, and the whole. */
import type { Page } from 'playwright'
import type { PortAnswer } from '../shared/ipc/engine-contract.ts'

export interface Opening {
  readonly took: number
  /** Updates that came behind the folded text. */
  readonly tail: number
}

const asText = (update: Uint8Array): string => Buffer.from(update).toString('base64')

/** Writes `updates`, and the moment they are on disk asks for the story: the engine's answer. */
export async function timedAnswer(
  page: Page,
  story: string,
  updates: readonly Uint8Array[],
): Promise<Opening> {
  return await page.evaluate(
    async ({ story, texts }) => {
      const tap = window.engineTap
      if (!tap?.port) throw new Error('no engine port')
      const { port } = tap
      const ask = (call: string, input: unknown) =>
        new Promise<unknown>((resolve, reject) => {
          const id = tap.nextId++
          const hear = ({ data }: MessageEvent<PortAnswer>) => {
            if (data.id !== id) return
            port.removeEventListener('message', hear)
            if (data.ok) resolve(data.output)
            else reject(new Error(data.error.message))
          }
          port.addEventListener('message', hear)
          port.postMessage({ id, call, input })
        })
      const bytes = texts.map((text) =>
        Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
      )
      await Promise.all(bytes.map((update) => ask('story:append', { story, update })))
      const began = performance.now()
      const answer = (await ask('story:open', { story })) as { tail: unknown[] }
      const took = performance.now() - began
      await ask('story:close', { story })
      return { took, tail: answer.tail.length }
    },
    { story, texts: updates.map(asText) },
  )
}

/** Clicks on the story in the list; until its text has been painted. */
export async function timedOnScreen(
  page: Page,
  { headline, ending }: { headline: string; ending: string },
): Promise<number> {
  const row = page.getByRole('option').filter({ hasText: headline }).first()
  return await row.evaluate(
    (element, ending) =>
      new Promise<number>((resolve) => {
        const channel = new MessageChannel()
        const began = performance.now()
        channel.port1.onmessage = () => resolve(performance.now() - began)
        const look = () => {
          const body = document.querySelector('[data-lexical-editor="true"]')
          const isThere = body?.textContent?.includes(ending) ?? false
          // After this frame's paint, not before it.
          requestAnimationFrame(isThere ? () => channel.port2.postMessage(null) : look)
        }
        ;(element as HTMLElement).click()
        look()
      }),
    ending,
  )
}
