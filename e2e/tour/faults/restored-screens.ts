/**
 * A server that is back at the moment of a backup, as far as a desk can see it: another epoch, some
 * stories as drafts again, one unknown. What each desk tells of it.
 */
import { askDatabase } from '../../support/newsroom-database.ts'
import { aDeskAt, aLine, type FaultCast, inEveryLanguage, onServer, writeStory } from './stage.ts'

const backTo = `
  with fewer as (
    select id from story where fact->'work'->>'at' in ('submitted', 'approved', 'scheduled')
    order by id limit 5),
  earlier as (
    update story s set due_at = null, fact = s.fact || '{"revision": 1, "work": {"at": "draft"}}'
    from fewer where s.id = fewer.id returning s.id, s.fact),
  told as (
    update feed f set fact = earlier.fact from earlier where f.fact_key = 'story:' || earlier.id
    returning 1),
  newsroom_told as (
    update feed set fact = jsonb_set(fact, '{newsroom,restoredTo}', to_jsonb($1::bigint))
    where fact_key like 'newsroom:%' returning 1)
  update newsroom set epoch = gen_random_uuid()
  where (select count(*) from told) + (select count(*) from newsroom_told) > 0`

export async function restoredScreens(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  const chief = await aDeskAt(cast, line.url, { person: 'majid' })
  const reporter = await aDeskAt(cast, line.url, { person: 'nadia' })
  await writeStory(reporter.page, 'Written before the disk died', ['The tugs came at noon.'])
  for (const desk of [chief, reporter]) await onServer(desk.page)
  line.set({ refuse: true })
  line.cutAll()
  const lastNight = new Date().setUTCHours(0, 30, 0, 0)
  await askDatabase(cast.server.data, backTo, [lastNight])
  line.set({ refuse: false })
  for (const [name, { page }] of [
    ['restored-chief', chief],
    ['restored-reporter', reporter],
  ] as const) {
    await page.locator('.notice-restored').waitFor({ timeout: 60_000 })
    await inEveryLanguage(cast, page, name)
  }
}
