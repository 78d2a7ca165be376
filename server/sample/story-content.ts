/** A story's file as the content of a document: ids given, dates written out, pictures captioned. */
import {
  type AssetId,
  type MediaKey,
  parseMediaKey,
  parseStoryId,
  type StoryId,
} from '../../shared/model/ids.ts'
import type { Block, MediaEntry, StoryContent } from '../../shared/model/story.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { withDate, withDays } from './dates-in-text.ts'
import { type Anchor, dayOf } from './moment.ts'
import type { NewsroomFile, PicturesFile, SampleStory } from './sample-files.ts'
import { sampleId } from './sample-ids.ts'
import type { StoryText, TextBlock } from './story-text.ts'

/** What the contents of all stories draw on. */
export interface SampleShelf {
  readonly newsroom: NewsroomFile
  readonly pictures: PicturesFile
  /** The asset behind each picture's key. */
  readonly assets: ReadonlyMap<string, AssetId>
  readonly anchor: Anchor
}

export const sampleStoryId = (language: Language, slug: string): StoryId =>
  parseStoryId(sampleId('story', `${language}/${slug}`))

/** The story's content; `text` is its own text or an earlier version of it. */
export function sampleContent(
  story: SampleStory,
  text: StoryText,
  shelf: SampleShelf,
): StoryContent {
  const { front, language, slug } = story
  const today = dayOf(front.stage.moment, shelf.anchor)
  const dated = (words: string) => withDays(words, today, language, shelf.anchor.timeZone)
  const keyOf = (picture: string) =>
    parseMediaKey(sampleId('media', `${language}/${slug}/${picture}`))
  const inBody = text.blocks.flatMap((block) => (block.type === 'picture' ? [block.picture] : []))
  return {
    headline: dated(text.headline),
    standfirst: dated(text.standfirst),
    blocks: text.blocks.map((block, i) => toBlock(block, story, i, dated, keyOf)),
    meta: {
      kind: front.kind,
      slug,
      language,
      section: front.section,
      regions: front.regions,
      topics: front.topics,
      coverage: front.coverage,
      byline: front.byline ?? bylineOf(front.writer, language, shelf.newsroom),
      source: front.source,
      dateline: front.dateline,
    },
    media: Object.fromEntries(
      [...new Set([...front.pictures, ...inBody])].map((picture) => [
        keyOf(picture),
        captioned(picture, language, shelf),
      ]),
    ),
    carousel: front.pictures.map(keyOf),
  }
}

function toBlock(
  block: TextBlock,
  { language, slug }: SampleStory,
  index: number,
  dated: (words: string) => string,
  keyOf: (picture: string) => MediaKey,
): Block {
  const id = sampleId('block', `${language}/${slug}/${index}`)
  switch (block.type) {
    case 'picture':
      return { type: 'picture', id, media: keyOf(block.picture) }
    case 'related':
      return { type: 'related', id, stories: block.slugs.map((to) => sampleStoryId(language, to)) }
    case 'text': {
      const runs = block.runs.map((run) => ({ ...run, text: dated(run.text) }))
      return { type: 'text', id, kind: block.kind, runs }
    }
  }
}

function bylineOf(writer: string, language: Language, { people }: NewsroomFile): string {
  return people.find(({ key }) => key === writer)?.bylines[language] ?? ''
}

function captioned(key: string, language: Language, shelf: SampleShelf): MediaEntry {
  const picture = shelf.pictures.pictures.find((candidate) => candidate.key === key)
  const asset = shelf.assets.get(key)
  const creator = picture && shelf.pictures.creators[picture.by]
  if (!picture || !asset || !creator) throw new Error(`no picture ${key}`)
  return {
    asset,
    caption: withDate(picture.caption[language], picture.taken, language),
    credit: creator.credit[language],
    alt: picture.alt[language],
    decorative: false,
    focal: null,
  }
}
