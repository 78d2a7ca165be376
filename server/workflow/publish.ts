/**
 * Carries an approved version to readers, corrects it, and takes it away.
 *
 *     command desk, scheduler → [publish] → published (read by the reader's pages)
 *
 * VPU1  The content stored for readers has the hash that was approved.
 * VPU2  A story keeps its address for ever.
 */
import assert from 'node:assert'
import { sql } from 'kysely'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId } from '../../shared/model/ids.ts'
import { picturesInUse } from '../../shared/model/readiness.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Trx } from '../db/open-database.ts'
import type { StoryVersion } from '../documents/current-version.ts'
import { articlePath } from './article-path.ts'

/** Brings the readers' copy in line with the story's fact, in the transaction that saves the fact. */
export async function applyPublication(
  trx: Trx,
  newsroom: NewsroomId,
  before: StoryFact | null,
  after: StoryFact,
  version: StoryVersion | null,
): Promise<void> {
  if (after.publication.at === 'live' && !isSamePublication(before, after)) {
    assert(version, 'a story without text cannot be live')
    await putLive(trx, newsroom, after, version)
  }
  if (after.publication.at === 'taken-down' && before?.publication.at === 'live') {
    await trx
      .updateTable('published')
      .set({ live: false })
      .where('newsroom', '=', newsroom)
      .where('story', '=', after.id)
      .execute()
  }
}

const isSamePublication = (before: StoryFact | null, after: StoryFact): boolean =>
  JSON.stringify(before?.publication) === JSON.stringify(after.publication)

async function putLive(
  trx: Trx,
  newsroom: NewsroomId,
  fact: StoryFact,
  { version, content, state }: StoryVersion,
): Promise<void> {
  const { publication } = fact
  assert(publication.at === 'live')
  assert.equal(version, publication.version, 'readers get the version that was approved (VPU1)')
  const { section, kind, regions, topics, coverage } = content.meta
  assert(section, 'an approved story has a section')
  const path = articlePath(fact, content, await timeZoneOf(trx, newsroom))
  await sql`
    insert into published (newsroom, story, path, live, version, content, state, kind, language,
      section, regions, topics, coverage, pictures, translation_group, since, updated, corrections)
    values (${newsroom}, ${fact.id}, ${path}, true, ${version}, ${asText(content)},
      ${Buffer.from(state)}, ${kind}, ${fact.language}, ${section}, ${regions}::text[],
      ${topics}::text[], ${coverage}::text[], ${assetsOf(content)}::text[],
      ${fact.translationGroup}, ${publication.since}, ${publication.updated},
      ${JSON.stringify(publication.corrections)})
    on conflict (newsroom, story) do update set live = true, version = excluded.version,
      content = excluded.content, state = excluded.state, kind = excluded.kind,
      section = excluded.section, regions = excluded.regions, topics = excluded.topics,
      coverage = excluded.coverage, pictures = excluded.pictures, since = excluded.since,
      updated = excluded.updated, corrections = excluded.corrections`.execute(trx)
}

/**
 * PostgreSQL keeps neither NUL nor half of a surrogate pair. A paste can bring them into a story; a
 * reader could not see them, so they are left out here.
 */
const asText = (content: StoryContent): string =>
  JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\0|\p{Surrogate}/gu, '') : value,
  )

const assetsOf = (content: StoryContent): string[] => [
  ...new Set(picturesInUse(content).map(({ asset }) => asset)),
]

async function timeZoneOf(trx: Trx, newsroom: NewsroomId): Promise<string> {
  const row = await trx
    .selectFrom('newsroom')
    .select('detail')
    .where('id', '=', newsroom)
    .executeTakeFirstOrThrow()
  return row.detail.timeZone
}
