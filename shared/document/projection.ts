/**
 * Y.Doc → StoryContent, without Lexical and without a DOM: for pages, search, counts, diffs, hashes.
 *
 * PJ1  A document never makes it throw: what it does not understand is left out.
 * PJ2  Equal content gives an equal `canonicalContent`, whatever the order of the edits.
 */
import * as Y from 'yjs'
import { isAssetId, isMediaKey, isStoryId, type MediaKey } from '../model/ids.ts'
import {
  type Block,
  blockKindSchema,
  focalSchema,
  type MediaEntry,
  type Run,
  type StoryContent,
  type StoryMeta,
  storyKindSchema,
} from '../model/story.ts'
import {
  languageSchema,
  type RegionKey,
  regionKeys,
  sectionKeySchema,
  termKeySchema,
} from '../model/vocabulary.ts'
import {
  blockNodeType,
  blockStateKeys,
  bodyRoot,
  carouselOf,
  formatBits,
  headlineOf,
  lineBreakNodeType,
  linkNodeType,
  type MetaSet,
  mediaOf,
  metaOf,
  metaSetOf,
  pictureNodeType,
  pictureStateKeys,
  relatedNodeType,
  relatedStateKeys,
  standfirstOf,
  stateAttribute,
} from './story-doc.ts'

/** The whole story as values. */
export function projectStory(doc: Y.Doc): StoryContent {
  return {
    headline: headlineOf(doc).toString(),
    standfirst: standfirstOf(doc).toString(),
    blocks: projectBlocks(bodyRoot(doc)),
    meta: projectMeta(doc),
    media: projectMedia(doc),
    carousel: carouselOf(doc).toArray().filter(isMediaKey),
  }
}

function projectBlocks(root: Y.XmlElement): Block[] {
  return root
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlElement ? projectBlock(child) : []))
}

const stateOf = (element: Y.XmlElement, key: string): unknown =>
  (element.getAttribute as (name: string) => unknown).call(element, stateAttribute(key))

function projectBlock(element: Y.XmlElement): Block[] {
  const id = String(stateOf(element, blockStateKeys.id) ?? '')
  switch (element.nodeName) {
    case blockNodeType: {
      const kind = blockKindSchema.catch('paragraph').parse(stateOf(element, blockStateKeys.kind))
      return [{ type: 'text', id, kind, runs: joinRuns(projectRuns(element, undefined)) }]
    }
    case pictureNodeType: {
      const media = stateOf(element, pictureStateKeys.media)
      return isMediaKey(media) ? [{ type: 'picture', id, media }] : []
    }
    case relatedNodeType: {
      const stories = stateOf(element, relatedStateKeys.stories)
      return [
        { type: 'related', id, stories: Array.isArray(stories) ? stories.filter(isStoryId) : [] },
      ]
    }
    default:
      return []
  }
}

function projectRuns(element: Y.XmlElement, link: string | undefined): Run[] {
  return element.toArray().flatMap((child): Run[] => {
    if (child instanceof Y.XmlText) return textRuns(child, link)
    if (!(child instanceof Y.XmlElement)) return []
    if (child.nodeName === lineBreakNodeType) return [{ text: '\n' }]
    if (child.nodeName === linkNodeType) return projectRuns(child, linkTarget(child) ?? link)
    return projectRuns(child, link)
  })
}

function linkTarget(element: Y.XmlElement): string | undefined {
  const url = element.getAttribute('__url')
  return typeof url === 'string' && /^(https?:|mailto:)/i.test(url) ? url : undefined
}

interface TextDelta {
  insert?: unknown
  attributes?: { p?: { __format?: unknown } }
}

function textRuns(text: Y.XmlText, link: string | undefined): Run[] {
  return (text.toDelta() as TextDelta[]).flatMap(({ insert, attributes }): Run[] => {
    if (typeof insert !== 'string' || insert === '') return []
    const format = Number(attributes?.p?.__format ?? 0)
    return [
      {
        text: insert,
        ...(format & formatBits.bold && { bold: true as const }),
        ...(format & formatBits.italic && { italic: true as const }),
        ...(format & formatBits.underline && { underline: true as const }),
        ...(format & formatBits.strike && { strike: true as const }),
        ...(link && { link }),
      },
    ]
  })
}

const sameMarks = (a: Run, b: Run): boolean =>
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.strike === b.strike &&
  a.link === b.link

function joinRuns(runs: Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && sameMarks(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text }
    else joined.push(run)
  }
  return joined
}

function projectMeta(doc: Y.Doc): StoryMeta {
  const meta = metaOf(doc)
  const text = (key: string, longest: number): string => {
    const value = meta.get(key)
    return typeof value === 'string' ? value.slice(0, longest) : ''
  }
  const members = (set: MetaSet): string[] => [...(metaSetOf(doc, set)?.keys() ?? [])].sort()
  const isRegion = (key: string): key is RegionKey => (regionKeys as string[]).includes(key)
  const isTerm = (key: string): boolean => termKeySchema.safeParse(key).success
  return {
    kind: storyKindSchema.catch('news').parse(meta.get('kind')),
    slug: text('slug', 80),
    language: languageSchema.catch('en').parse(meta.get('language')),
    section: sectionKeySchema.nullable().catch(null).parse(meta.get('section')),
    regions: members('regions').filter(isRegion),
    topics: members('topics').filter(isTerm),
    coverage: members('coverage').filter(isTerm),
    byline: text('byline', 200),
    source: text('source', 200),
    dateline: text('dateline', 200),
  }
}

function projectMedia(doc: Y.Doc): Record<MediaKey, MediaEntry> {
  const entries: Record<MediaKey, MediaEntry> = {}
  for (const [key, map] of mediaOf(doc)) {
    const asset = map instanceof Y.Map ? map.get('asset') : undefined
    if (!isMediaKey(key) || !isAssetId(asset)) continue
    const text = (field: string): string => {
      const value = map.get(field)
      return value instanceof Y.Text || typeof value === 'string' ? value.toString() : ''
    }
    entries[key] = {
      asset,
      caption: text('caption'),
      credit: text('credit'),
      alt: text('alt'),
      decorative: map.get('decorative') === true,
      focal: focalSchema
        .nullable()
        .catch(null)
        .parse(map.get('focal') ?? null),
    }
  }
  return entries
}

/**
 * One text for one content, to be hashed into a `VersionHash`: keys sorted, block ids and
 * pictures that are nowhere used left out.
 */
export function canonicalContent(content: StoryContent): string {
  const used = new Set<string>(content.carousel)
  const blocks = content.blocks.map(({ id: _, ...block }) => {
    if (block.type === 'picture') used.add(block.media)
    return block
  })
  const media = Object.entries(content.media).filter(([key]) => used.has(key))
  return JSON.stringify(sortKeys({ ...content, blocks, media: Object.fromEntries(media) }))
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]))
}
