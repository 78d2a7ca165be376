/** Two stories with the same text: one written key by key, one in a single update. */
import type { Page } from 'playwright'
import * as Y from 'yjs'
import { askEngine, storedState } from '../e2e/support/engine-tap.ts'
import { documentOf } from '../e2e/support/held.ts'
import { packUpdate } from '../shared/document/encoding.ts'
import { standfirstOf } from '../shared/document/story-doc.ts'

/** Keys sent to the engine without waiting for each other, as when somebody types fast. */
const together = 50
const sentence = 'The last ferry left the quay at dusk, and nobody was on board of it. '

async function newStory(page: Page): Promise<string> {
  const wanted = { desk: 'city', language: 'en', kind: 'news', translationOf: null }
  const answer = await askEngine(page, 'story:create', wanted)
  if (!answer.ok) throw new Error(answer.error.message)
  return (answer.output as { story: string }).story
}

async function append(page: Page, story: string, update: Uint8Array): Promise<void> {
  const answer = await askEngine(page, 'story:append', { story }, { update: packUpdate(update) })
  if (!answer.ok) throw new Error(answer.error.message)
}

/** Writes both through the window's wire to the engine, as the editor does. */
export async function typedStories(
  page: Page,
  keystrokes: number,
): Promise<{ byKey: string; atOnce: string }> {
  const byKey = await newStory(page)
  const doc = documentOf(await storedState(page, byKey))
  let updates: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => updates.push(update))
  const text = standfirstOf(doc)
  for (let key = 0; key < keystrokes; key += 1) {
    text.insert(text.length, sentence[key % sentence.length] ?? ' ')
    if (updates.length < together && key < keystrokes - 1) continue
    await Promise.all(updates.map((update) => append(page, byKey, update)))
    updates = []
  }
  const atOnce = await newStory(page)
  const whole = documentOf(await storedState(page, atOnce))
  const before = Y.encodeStateVector(whole)
  standfirstOf(whole).insert(0, text.toString())
  await append(page, atOnce, Y.encodeStateAsUpdateV2(whole, before))
  return { byKey, atOnce }
}
