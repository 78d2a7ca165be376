/**
 * Two stories with the same text: one written key by key as people write, with slips taken back and
 * returns to earlier paragraphs; the other in a single update.
 */
import type { Page } from 'playwright'
import * as Y from 'yjs'
import { askEngine, storedState } from '../e2e/support/engine-tap.ts'
import { documentOf } from '../e2e/support/held.ts'
import { packUpdate } from '../shared/document/encoding.ts'
import {
  blockNodeType,
  blockStateKeys,
  bodyRoot,
  headlineOf,
  stateAttribute,
} from '../shared/document/story-doc.ts'
import { picked } from './picked.ts'

/** Keys sent to the engine without waiting for each other, as when somebody types fast. */
const together = 50
const sentence = 'The last ferry left the quay at dusk, and nobody was on board of it. '
/** Letters of a paragraph before the next one is begun. */
const fullParagraph = 350
/** Of all keys: backspaces, and places the writer goes back to. */
const share = { slips: 0.08, returns: 0.02 }

interface TypedStory {
  readonly story: string
  /** Words at its end that no other story has. */
  readonly ending: string
}

/** A story, and the pen of whoever writes it. */
interface Pen {
  readonly story: string
  readonly doc: Y.Doc
  /** Sends what has been written since the last time. */
  send(): Promise<void>
}

async function newStory(page: Page): Promise<Pen> {
  const wanted = { desk: 'city', language: 'en', kind: 'news', translationOf: null }
  const answer = await askEngine(page, 'story:create', wanted)
  if (!answer.ok) throw new Error(answer.error.message)
  const { story } = answer.output as { story: string }
  const doc = documentOf(await storedState(page, story))
  await askEngine(page, 'story:close', { story })
  const updates: Uint8Array[] = []
  doc.on('updateV2', (update: Uint8Array) => updates.push(update))
  return {
    story,
    doc,
    async send() {
      const due = updates.splice(0)
      await Promise.all(due.map((update) => append(page, story, update)))
    },
  }
}

async function append(page: Page, story: string, update: Uint8Array): Promise<void> {
  const answer = await askEngine(page, 'story:append', { story }, { update: packUpdate(update) })
  if (!answer.ok) throw new Error(answer.error.message)
}

function newParagraph(doc: Y.Doc): Y.XmlText {
  const root = bodyRoot(doc)
  const block = new Y.XmlElement(blockNodeType)
  block.setAttribute(stateAttribute(blockStateKeys.id), `p${root.length}`)
  const text = new Y.XmlText()
  block.insert(0, [text])
  root.insert(root.length, [block])
  return text
}

const firstParagraph = (doc: Y.Doc): Y.XmlText =>
  (bodyRoot(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText

/** Presses keys one after the other, a transaction each; gives the paragraphs. */
function* keysOf(doc: Y.Doc, keystrokes: number): Generator<void, void> {
  const random = picked(keystrokes)
  const paragraphs = [firstParagraph(doc)]
  let text = paragraphs[0] as Y.XmlText
  let at = 0
  for (let key = 0; key < keystrokes; key += 1) {
    const chance = random()
    if (chance < share.returns) {
      text = paragraphs[Math.floor(random() * paragraphs.length)] as Y.XmlText
      at = Math.floor(random() * text.length)
    }
    if (chance > 1 - share.slips && at > 0) text.delete(--at, 1)
    else if (text.length < fullParagraph) text.insert(at++, sentence[key % sentence.length] ?? ' ')
    else {
      text = newParagraph(doc)
      paragraphs.push(text)
      at = 0
    }
    yield
  }
}

const paragraphsOf = (doc: Y.Doc): string[] =>
  bodyRoot(doc)
    .toArray()
    .map((block) => (block as Y.XmlElement).get(0).toString())

async function writeByKey(page: Page, keystrokes: number): Promise<TypedStory & { doc: Y.Doc }> {
  const pen = await newStory(page)
  const ending = 'Typed to the very end.'
  headlineOf(pen.doc).insert(0, 'Typed key by key')
  let pressed = 0
  for (const _ of keysOf(pen.doc, keystrokes)) {
    pressed += 1
    if (pressed % together === 0) await pen.send()
  }
  newParagraph(pen.doc).insert(0, ending)
  await pen.send()
  return { story: pen.story, ending, doc: pen.doc }
}

async function writeAtOnce(page: Page, paragraphs: readonly string[]): Promise<TypedStory> {
  const pen = await newStory(page)
  const ending = 'Written in a single go.'
  pen.doc.transact(() => {
    headlineOf(pen.doc).insert(0, 'Written in one go')
    for (const [i, words] of [...paragraphs.slice(0, -1), ending].entries()) {
      const text = i === 0 ? firstParagraph(pen.doc) : newParagraph(pen.doc)
      text.insert(0, words)
    }
  })
  await pen.send()
  return { story: pen.story, ending }
}

/** A few more keys at the end of a story, an update each. */
export function moreKeys(doc: Y.Doc, keys: number): Uint8Array[] {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array) => void updates.push(packUpdate(update))
  doc.on('updateV2', listen)
  const last = (bodyRoot(doc).get(bodyRoot(doc).length - 1) as Y.XmlElement).get(0) as Y.XmlText
  for (let key = 0; key < keys; key += 1) last.insert(last.length, key % 6 === 0 ? ' ' : 'x')
  doc.off('updateV2', listen)
  return updates
}

/** Writes both through the window's wire to the engine, as the editor does. */
export async function typedStories(
  page: Page,
  keystrokes: number,
): Promise<{ byKey: TypedStory & { doc: Y.Doc }; atOnce: TypedStory }> {
  const byKey = await writeByKey(page, keystrokes)
  const atOnce = await writeAtOnce(page, paragraphsOf(byKey.doc))
  return { byKey, atOnce }
}
