/** The one newsroom whose pages this server shows to readers, and what the pages need of it. */
import { sql } from 'kysely'
import type { BreakingFact, TermFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Newsroom } from '../../shared/model/people.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import type { FeedWatcher, NewsroomChange } from '../changes/feed-watcher.ts'
import type { Db } from '../db/open-database.ts'
import { assetForReaders } from '../media/asset-access.ts'
import type { RenditionShelf } from '../media/rendition-shelf.ts'
import type { PageViews } from './page-views.ts'
import { publishedReader } from './published.ts'
import type { LiveBreakingLine, SiteContext } from './site-context.ts'

/** The paper of this database: its first newsroom, or null while it is empty. */
export async function theNewsroom(db: Db): Promise<Newsroom | null> {
  const row = await db
    .selectFrom('newsroom')
    .select('detail')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.detail ?? null
}

/** Remembers the paper once there is one: its identity never changes. */
export function paperIdOf(db: Db): () => Promise<NewsroomId | null> {
  let known: NewsroomId | null = null
  return async () => {
    known ??= (await theNewsroom(db))?.id ?? null
    return known
  }
}

/** Everything the reader's pages get. */
export function siteContext(
  db: Db,
  paper: () => Promise<NewsroomId | null>,
  watcher: FeedWatcher,
  views: PageViews,
  renditions: RenditionShelf,
  configuredUrl: string | undefined,
): SiteContext & { listeningOn(url: string): void } {
  let publicUrl = configuredUrl ?? ''
  return {
    published: publishedReader(db, paper),
    liveBreaking: async (language) => await liveLines(db, await paper(), language),
    onBreaking: (listener) =>
      watcher.on((changes) => {
        // A line may point to a story: its address comes and goes with the story.
        if (changes.some(({ fact }) => fact.type === 'breaking' || isPublication({ fact }))) {
          listener()
        }
      }),
    onPublished: (listener) =>
      watcher.on((changes) => {
        for (const { fact } of changes) {
          if (fact.type === 'story' && isPublication({ fact })) listener(fact.id)
        }
      }),
    countView: (story) => views.count(story),
    terms: async () => await termsOf(db, await paper()),
    async picture(asset, rendition) {
      const found = await assetForReaders(db, asset)
      if (!found) return null
      const bytes = await renditions.get(found.newsroom, asset, rendition, 'webp')
      return { mediaType: 'image/webp', bytes }
    },
    newsroom: () => theNewsroom(db),
    get publicUrl() {
      return publicUrl
    },
    /** Without a configured address, readers reach the site where the server listens. */
    listeningOn(url) {
      publicUrl = configuredUrl ?? url
    },
  }
}

const isPublication = ({ fact }: Pick<NewsroomChange, 'fact'>): boolean =>
  fact.type === 'story' && fact.publication.at !== 'unpublished'

async function liveLines(
  db: Db,
  newsroom: NewsroomId | null,
  language: Language,
): Promise<LiveBreakingLine[]> {
  const { rows } = await sql<{ fact: BreakingFact; path: string | null }>`
    select b.fact, p.path from breaking b
    left join published p on p.newsroom = b.newsroom and p.live
      and p.story = (b.fact->>'story')::uuid
    where b.newsroom = ${newsroom} and b.live_since is not null
    order by b.live_since desc, b.id desc`.execute(db)
  return rows.flatMap(({ fact: { id, lines, stage }, path }) => {
    const line = lines[language]
    if (!line || stage.at !== 'live') return []
    return [{ id, line, path, since: stage.since, until: stage.until }]
  })
}

async function termsOf(db: Db, newsroom: NewsroomId | null): Promise<TermFact[]> {
  const { rows } = await sql<{ fact: TermFact }>`
    select fact from feed where newsroom = ${newsroom} and fact_key like 'term:%'
    order by fact_key`.execute(db)
  return rows.map(({ fact }) => fact)
}
