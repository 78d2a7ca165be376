import type { Migration } from '../migrate.ts'

/**
 * `log_plain` with one way only for each of its looks. A connection plans them once, perhaps on the
 * first day, when reading a whole table is right; ten thousand rows later that took five
 * milliseconds a call. A subquery that gives a value is never turned into a join, so each look is
 * one step down an index. Whether an update was logged before is found by writing it: the
 * constraint `story_update_sending` then fails the whole call, and the sure road judges.
 */
export const plainLogSteps: Migration = {
  number: 7,
  name: 'plain-log-steps',
  sql: `
create or replace function log_plain(
  of_newsroom uuid, writers text[], approving text[], most_bytes bigint,
  stories uuid[], counts int[], sizes int[], sessions bytea[],
  ats int[], nths int[], devices uuid[], refs bigint[], authors uuid[], moments bigint[],
  digests bytea, starts int[], lengths int[], bodies bytea
) returns bigint[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  now_ms bigint;
  heads bigint[];
  largest bigint;
begin
  select array_agg(h.seq), max(h.bytes) into heads, largest from (
    select seq, tail_bytes + snapshot_bytes as bytes from story_head
    where newsroom = of_newsroom and story = any(stories)
    order by story for update skip locked) h;
  if cardinality(heads) is distinct from cardinality(stories)
    or largest + length(bodies) > most_bytes then return null; end if;
  now_ms := floor(extract(epoch from clock_timestamp()) * 1000);
  if exists (select from unnest(sessions) as i(hash)
      where (select s.expires_at from session s where s.token_hash = i.hash and s.expires_at > now_ms
        limit 1) is null)
    or exists (select from unnest(ats, authors) as i(at, author)
      where (select m.role from membership m where m.newsroom = of_newsroom and m.person = i.author
        and m.role = any(writers) and m.desk = (select s.fact->>'desk' from story s
          where s.newsroom = of_newsroom and s.id = stories[i.at]
            and not s.fact->'work'->>'at' = any(approving)) limit 1) is null)
  then return null; end if;
  insert into story_update (newsroom, story, seq, device, ref, digest, author, at, bytes)
  select of_newsroom, stories[i.at], heads[i.at] + i.n, i.device, i.ref,
    substring(digests from (i.nth::int - 1) * 16 + 1 for 16), i.author,
    coalesce(i.moment, now_ms), substring(bodies from i.start for i.length)
  from unnest(ats, nths, devices, refs, authors, moments, starts, lengths)
    with ordinality as i(at, n, device, ref, author, moment, start, length, nth);
  update story_head h set seq = h.seq + counts[array_position(stories, h.story)],
    tail_updates = h.tail_updates + counts[array_position(stories, h.story)],
    tail_bytes = h.tail_bytes + sizes[array_position(stories, h.story)]
  where h.newsroom = of_newsroom and h.story = any(stories);
  perform pg_notify('copydesk_log', '');
  return heads;
end
$$;
`,
}
