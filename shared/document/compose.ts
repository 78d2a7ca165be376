/** StoryContent → Y.Doc: for imports, samples and tests. The inverse of `projectStory`. */
import * as Y from 'yjs'
import { isMediaKey } from '../model/ids.ts'
import type { Block, Run, StoryContent } from '../model/story.ts'
import {
  addMedia,
  blockNodeType,
  blockStateKeys,
  bodyRoot,
  carouselOf,
  createStoryDoc,
  formatBits,
  headlineOf,
  lineBreakNodeType,
  linkNodeType,
  metaOf,
  metaSetOf,
  metaSets,
  pictureNodeType,
  pictureStateKeys,
  relatedNodeType,
  relatedStateKeys,
  standfirstOf,
  stateAttribute,
} from './story-doc.ts'

/** Fills an empty document with a whole story. */
export function composeStory(doc: Y.Doc, content: StoryContent): void {
  const { meta } = content
  doc.transact(() => {
    createStoryDoc(doc, { ...meta, firstBlock: '' })
    const root = bodyRoot(doc)
    root.delete(0, root.length)
    root.insert(0, content.blocks.map(blockElement))
    headlineOf(doc).insert(0, content.headline)
    standfirstOf(doc).insert(0, content.standfirst)
    const { slug, source, dateline, section } = meta
    for (const [key, value] of Object.entries({ slug, source, dateline, section })) {
      metaOf(doc).set(key, value)
    }
    for (const set of metaSets) for (const term of meta[set]) metaSetOf(doc, set)?.set(term, true)
    for (const [key, entry] of Object.entries(content.media)) {
      if (isMediaKey(key)) addMedia(doc, key, entry)
    }
    carouselOf(doc).insert(0, content.carousel)
  }, 'compose-story')
}

/** Element attributes hold any value at run time; Yjs types them as strings. */
function setState(element: Y.XmlElement, key: string, value: unknown): void {
  ;(element as Y.XmlElement<Record<string, never>>).setAttribute(
    stateAttribute(key),
    value as never,
  )
}

function blockElement(block: Block): Y.XmlElement {
  if (block.type === 'picture') {
    const element = new Y.XmlElement(pictureNodeType)
    setState(element, pictureStateKeys.media, block.media)
    setState(element, pictureStateKeys.id, block.id)
    return element
  }
  if (block.type === 'related') {
    const element = new Y.XmlElement(relatedNodeType)
    setState(element, relatedStateKeys.stories, block.stories)
    setState(element, relatedStateKeys.id, block.id)
    return element
  }
  const element = new Y.XmlElement(blockNodeType)
  if (block.kind !== 'paragraph') setState(element, blockStateKeys.kind, block.kind)
  setState(element, blockStateKeys.id, block.id)
  element.insert(0, inlineNodes(block.runs))
  return element
}

/**
 * Neighbouring runs without link share one XmlText, as the V2 binding writes them. An empty block
 * has one, too: two who begin to type in it write into the same text.
 */
function inlineNodes(runs: readonly Run[]): (Y.XmlElement | Y.XmlText)[] {
  if (runs.length === 0) return [new Y.XmlText()]
  const nodes: (Y.XmlElement | Y.XmlText)[] = []
  let open: Run[] = []
  const flush = () => {
    if (open.length > 0) nodes.push(textNode(open))
    open = []
  }
  for (const piece of runs.flatMap(splitAtBreaks)) {
    if (piece.text === '\n') {
      flush()
      nodes.push(new Y.XmlElement(lineBreakNodeType))
    } else if (piece.link) {
      flush()
      nodes.push(linkNode(piece))
    } else open.push(piece)
  }
  flush()
  return nodes
}

const splitAtBreaks = (run: Run): Run[] =>
  run.text
    .split(/(\n)/)
    .filter((text) => text !== '')
    .map((text) => (text === '\n' ? { text } : { ...run, text }))

function linkNode(run: Run): Y.XmlElement {
  const element = new Y.XmlElement(linkNodeType)
  element.setAttribute('__url', run.link ?? '')
  element.insert(0, [textNode([run])])
  return element
}

function textNode(runs: readonly Run[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(
    runs.map((run, i) => {
      const format = formatOf(run)
      // `i` keeps Yjs from joining neighbours that Lexical holds as separate nodes.
      const attributes = { ...(format && { p: { __format: format } }), ...(i > 0 && { i }) }
      return { insert: run.text, attributes }
    }),
  )
  return text
}

const formatOf = (run: Run): number =>
  (run.bold ? formatBits.bold : 0) |
  (run.italic ? formatBits.italic : 0) |
  (run.strike ? formatBits.strike : 0) |
  (run.underline ? formatBits.underline : 0)
