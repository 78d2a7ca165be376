/**
 * Names and shapes inside a story's Y.Doc. Nobody else spells a root or a key.
 *
 *     root-v2      Lexical body (V2 binding): an XmlElement a block
 *     headline     Y.Text
 *     standfirst   Y.Text
 *     meta         Y.Map: plain strings, and sets as Y.Maps keyed by term
 *     media        Y.Map of media key → Y.Map {asset, caption, credit, alt: Y.Text, decorative, focal}
 *     carousel     Y.Array of media keys
 *
 * SD1  Shared containers (the sets, the first paragraph and its text) are made once, by
 *      `createStoryDoc`, because two desks that each make one would lose the other's.
 */
import * as Y from 'yjs'
import type { AssetId, MediaKey } from '../model/ids.ts'
import type { MediaEntry, StoryKind } from '../model/story.ts'
import type { Language } from '../model/vocabulary.ts'

/** Version of this layout, kept in `meta.schema`; a newer one is refused by older programs. */
export const documentSchema = 1

export const bodyRootName = 'root-v2'
export const blockNodeType = 'block'
export const pictureNodeType = 'picture'
export const relatedNodeType = 'related'
export const linkNodeType = 'link'
export const lineBreakNodeType = 'linebreak'

/** NodeState keys; the V2 binding stores state `x` as attribute `s_x`. */
export const blockStateKeys = { kind: 'kind', id: 'blockId' } as const
export const pictureStateKeys = { media: 'media', id: 'blockId' } as const
export const relatedStateKeys = { stories: 'stories', id: 'blockId' } as const
export const stateAttribute = (key: string): string => `s_${key}`

/** Lexical's text format bits (TextNode `__format`). */
export const formatBits = { bold: 1, italic: 2, strike: 4, underline: 8 } as const

export const metaSets = ['regions', 'topics', 'coverage'] as const
export type MetaSet = (typeof metaSets)[number]
export const metaTexts = ['slug', 'byline', 'source', 'dateline'] as const
export type MetaText = (typeof metaTexts)[number]

export const bodyRoot = (doc: Y.Doc): Y.XmlElement =>
  doc.get(bodyRootName, Y.XmlElement) as Y.XmlElement
export const headlineOf = (doc: Y.Doc): Y.Text => doc.getText('headline')
export const standfirstOf = (doc: Y.Doc): Y.Text => doc.getText('standfirst')
export const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')
export const mediaOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('media')
export const carouselOf = (doc: Y.Doc): Y.Array<MediaKey> => doc.getArray('carousel')

/** The Y.Map behind one of the sets; made at creation, so missing only in a foreign document. */
export function metaSetOf(doc: Y.Doc, set: MetaSet): Y.Map<true> | undefined {
  const value = metaOf(doc).get(set)
  return value instanceof Y.Map ? value : undefined
}

/** One of a picture's three texts, shared letter by letter. */
export function mediaTextOf(
  doc: Y.Doc,
  key: MediaKey,
  field: 'caption' | 'credit' | 'alt',
): Y.Text | undefined {
  const value = mediaOf(doc).get(key)?.get(field)
  return value instanceof Y.Text ? value : undefined
}

/** What a new story starts with. */
export interface NewStory {
  readonly kind: StoryKind
  readonly language: Language
  readonly byline: string
  /** Id of the empty first paragraph. */
  readonly firstBlock: string
}

/** A new story: its containers and one empty paragraph, made once (SD1). */
export function createStoryDoc(doc: Y.Doc, story: NewStory): void {
  doc.transact(() => {
    const meta = metaOf(doc)
    meta.set('schema', documentSchema)
    meta.set('kind', story.kind)
    meta.set('language', story.language)
    meta.set('section', null)
    meta.set('slug', '')
    meta.set('byline', story.byline)
    meta.set('source', '')
    meta.set('dateline', '')
    for (const set of metaSets) meta.set(set, new Y.Map())
    const block = new Y.XmlElement(blockNodeType)
    block.setAttribute(stateAttribute(blockStateKeys.id), story.firstBlock)
    block.insert(0, [new Y.XmlText()])
    bodyRoot(doc).insert(0, [block])
  }, 'create-story')
}

/** Adds a picture to the story's media map; place it with `carouselOf` or a picture block. */
export function addMedia(
  doc: Y.Doc,
  key: MediaKey,
  entry: Pick<MediaEntry, 'caption' | 'credit' | 'alt'> & { asset: AssetId } & Partial<MediaEntry>,
): void {
  const media = new Y.Map<unknown>()
  media.set('asset', entry.asset)
  media.set('caption', new Y.Text(entry.caption))
  media.set('credit', new Y.Text(entry.credit))
  media.set('alt', new Y.Text(entry.alt))
  media.set('decorative', entry.decorative ?? false)
  media.set('focal', entry.focal ?? null)
  mediaOf(doc).set(key, media)
}
