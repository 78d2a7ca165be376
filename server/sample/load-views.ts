/** How often the sample's stories were read, hour by hour, as the page counter would have it. */
import { sql } from 'kysely'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Db } from '../db/open-database.ts'
import { hourOf } from '../workflow/published.ts'
import { type Anchor, instantOf } from './moment.ts'
import type { SampleStory } from './sample-files.ts'
import { sampleStoryId } from './story-content.ts'

/** Interest halves in this many hours. */
const halfLife_h = 14
const longest_h = 96

/** `total` views dealt out over the hours since publication: many at first, then fewer. */
export function viewsByHour(total: number, hours: number): number[] {
  const weights = Array.from(
    { length: Math.min(hours, longest_h) + 1 },
    (_, i) => 0.5 ** (i / halfLife_h),
  )
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => Math.round((total * weight) / sum))
}

/** Writes the views of all live stories. */
export async function loadViews(
  db: Db,
  newsroom: NewsroomId,
  stories: readonly SampleStory[],
  anchor: Anchor,
): Promise<void> {
  const rows = stories.flatMap(({ language, slug, front }) => {
    if (front.stage.at !== 'live') return []
    const first = hourOf(instantOf(front.stage.moment, anchor))
    const story = sampleStoryId(language, slug)
    return viewsByHour(front.views, hourOf(anchor.now) - first).flatMap((views, i) =>
      views > 0 ? [{ story, hour: first + i, views }] : [],
    )
  })
  await sql`
    insert into page_view (newsroom, story, hour, views)
    select ${newsroom}::uuid, story, hour, views
    from unnest(${rows.map(({ story }) => story)}::uuid[], ${rows.map(({ hour }) => hour)}::bigint[],
      ${rows.map(({ views }) => views)}::int[]) as v(story, hour, views)
    on conflict do nothing`.execute(db)
}
