/**
 * What readers may see, read from the `published` table. The reader's pages ask here and nowhere
 * else, so nothing that was not published, or was taken down, can reach them.
 *
 * VPU3  A story that was taken down is in no answer but `gone`.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Correction } from '../../shared/model/facts.ts'
import type {
  AssetId,
  NewsroomId,
  StoryId,
  TranslationGroupId,
  VersionHash,
} from '../../shared/model/ids.ts'
import type { MediaEntry, StoryContent, StoryKind } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language, RegionKey, SectionKey } from '../../shared/model/vocabulary.ts'
import type { Db } from '../db/open-database.ts'

/** One story in a list of stories. */
export interface PublishedCard {
  readonly id: StoryId
  /** `/{language}/{section}/{yyyy}/{mm}/{dd}/{slug}-{short id}`; the same for ever. */
  readonly path: string
  readonly headline: string
  readonly standfirst: string
  readonly kind: StoryKind
  readonly language: Language
  readonly section: SectionKey
  readonly regions: readonly RegionKey[]
  readonly topics: readonly string[]
  readonly coverage: readonly string[]
  readonly byline: string
  readonly source: string
  readonly translationGroup: TranslationGroupId
  /** First picture of the lead carousel. */
  readonly lead: MediaEntry | null
  /** First publication. */
  readonly since: Instant
  /** Newest publication or correction. */
  readonly updated: Instant
}

/** One story whole. */
export interface PublishedStory extends PublishedCard {
  readonly version: VersionHash
  readonly content: StoryContent
  readonly corrections: readonly Correction[]
}

export type AtPath =
  | { readonly kind: 'live'; readonly story: PublishedStory }
  /** Was published at this path and taken down: answer 410. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' }

/** Every given field must match; newest first. */
export interface LatestQuery {
  readonly language: Language
  readonly sections?: readonly SectionKey[]
  readonly kinds?: readonly StoryKind[]
  readonly region?: RegionKey
  readonly topic?: string
  readonly coverage?: string
  /** Stories that are shown elsewhere on the page. */
  readonly except?: readonly StoryId[]
  /** Only stories first published before this moment: the last `since` of the page before. */
  readonly before?: Instant
  readonly limit: number
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

export interface Published {
  publishedByPath(path: string): Promise<AtPath>
  latestIn(query: LatestQuery): Promise<PublishedCard[]>
  /** The live stories of one translation group, the story itself among them. */
  translationsOf(group: TranslationGroupId): Promise<PublishedCard[]>
  /** Live stories in the order of the ids; those that are not live are left out. */
  byIds(ids: readonly StoryId[]): Promise<PublishedCard[]>
  /** Most viewed of an edition since that moment, most viewed first. */
  mostRead(language: Language, since: Instant, limit: number): Promise<PublishedCard[]>
  /** Pixels of the originals, for `width` and `height` of an `<img>`. */
  pictureSizes(ids: readonly AssetId[]): Promise<Map<AssetId, PictureSize>>
}

const cardColumns = sql.raw(`
  p.story as id, p.path, p.content->>'headline' as headline, p.content->>'standfirst' as standfirst,
  p.kind, p.language, p.section, p.regions, p.topics, p.coverage,
  p.content->'meta'->>'byline' as byline, p.content->'meta'->>'source' as source,
  p.translation_group as "translationGroup", p.since, p.updated,
  p.content->'media'->(p.content->'carousel'->>0) as lead`)

/** Reads what `newsroom` has published. */
export function publishedReader(db: Db, newsroom: () => Promise<NewsroomId | null>): Published {
  async function cards(rest: RawBuilder<unknown>): Promise<PublishedCard[]> {
    const paper = await newsroom()
    if (!paper) return []
    const { rows } = await sql<PublishedCard>`
      select ${cardColumns} from published p
      where p.newsroom = ${paper} and p.live and ${rest}`.execute(db)
    return rows
  }

  return {
    async publishedByPath(path) {
      const paper = await newsroom()
      const { rows } = await sql<PublishedStory & { live: boolean }>`
        select ${cardColumns}, p.version, p.content, p.corrections, p.live from published p
        where p.newsroom = ${paper} and p.path = ${path}`.execute(db)
      const [row] = rows
      if (!row) return { kind: 'unknown' }
      const { live, ...story } = row
      return live ? { kind: 'live', story } : { kind: 'gone' }
    },

    latestIn: (query) =>
      cards(sql`${conditions(query)} order by p.since desc, p.story
      limit ${query.limit}`),

    translationsOf: (group) => cards(sql`p.translation_group = ${group} order by p.language`),

    async byIds(ids) {
      const found = await cards(sql`p.story = any(${[...ids]}::uuid[])`)
      const byId = new Map(found.map((card) => [card.id, card]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },

    mostRead: (language, since, limit) =>
      cards(sql`p.language = ${language} and exists (
          select 1 from page_view v
          where v.newsroom = p.newsroom and v.story = p.story and v.hour >= ${hourOf(since)})
        order by (select sum(v.views) from page_view v
          where v.newsroom = p.newsroom and v.story = p.story and v.hour >= ${hourOf(since)}) desc,
          p.since desc
        limit ${limit}`),

    async pictureSizes(ids) {
      const paper = await newsroom()
      const { rows } = await sql<{ id: AssetId } & PictureSize>`
        select id, width, height from asset
        where newsroom = ${paper} and id = any(${[...ids]}::text[])`.execute(db)
      return new Map(rows.map(({ id, width, height }) => [id, { width, height }]))
    },
  }
}

/** Page views are kept by the hour. */
export const hourOf = (at: Instant): number => Math.floor(at / 3_600_000)

function conditions(query: LatestQuery): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`p.language = ${query.language}`]
  if (query.sections) all.push(sql`p.section = any(${[...query.sections]}::text[])`)
  if (query.kinds) all.push(sql`p.kind = any(${[...query.kinds]}::text[])`)
  if (query.region) all.push(sql`p.regions @> ${[query.region]}::text[]`)
  if (query.topic) all.push(sql`p.topics @> ${[query.topic]}::text[]`)
  if (query.coverage) all.push(sql`p.coverage @> ${[query.coverage]}::text[]`)
  if (query.except) all.push(sql`p.story <> all(${[...query.except]}::uuid[])`)
  if (query.before !== undefined) all.push(sql`p.since < ${query.before}`)
  return sql.join(all, sql` and `)
}
