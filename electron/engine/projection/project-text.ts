/** The updates of a story → what lists, search and judgement need to know of its text. Pure. */
import { createHash } from 'node:crypto'
import { openFindings } from '../../../shared/document/merge-findings.ts'
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import { parseVersionHash, type VersionHash } from '../../../shared/model/ids.ts'
import { missingForReaders, picturesInUse } from '../../../shared/model/readiness.ts'
import { blockText, bodyWords, type StoryContent } from '../../../shared/model/story.ts'
import type { Projected } from '../store/story-rows.ts'
import { withDocument } from '../store/story-texts.ts'

export interface ProjectedText {
  readonly row: Projected
  /** Everything of the story that search should find, the headline apart. */
  readonly searchable: string
  /** True when an update is missing, so that what follows it cannot be seen. */
  readonly gap: boolean
  /** The content itself, only when its version was asked for. */
  readonly content: StoryContent | null
}

/** The server's name for exactly this content. */
export const versionOf = (content: StoryContent): VersionHash =>
  parseVersionHash(createHash('sha256').update(canonicalContent(content)).digest('hex'))

/** Computes a story from its updates. `wanted`: the version whose content is to be given back. */
export function projectText(
  parts: readonly Uint8Array[],
  wanted: VersionHash | null,
): ProjectedText {
  return withDocument(parts, (doc) => {
    const content = projectStory(doc)
    const version = versionOf(content)
    const gap = doc.store.pendingStructs !== null || doc.store.pendingDs !== null
    return {
      row: rowOf(content, version, openFindings(doc).length),
      searchable: searchableText(content),
      gap,
      content: version === wanted ? content : null,
    }
  })
}

function rowOf(content: StoryContent, version: VersionHash, merges: number): Projected {
  const { slug, language, kind, section } = content.meta
  return {
    headline: content.headline,
    slug,
    language,
    kind,
    section,
    words: bodyWords(content),
    leadAsset: picturesInUse(content)[0]?.asset ?? null,
    merges,
    version,
    missing: missingForReaders(content),
  }
}

function searchableText(content: StoryContent): string {
  const { slug, byline, source, dateline, topics, coverage } = content.meta
  return [
    content.standfirst,
    ...content.blocks.map(blockText),
    ...picturesInUse(content).flatMap(({ caption, credit }) => [caption, credit]),
    [slug, byline, source, dateline, ...topics, ...coverage].join(' '),
  ]
    .filter((text) => text.trim() !== '')
    .join('\n')
}
