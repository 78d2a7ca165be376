import type { Migration } from '../migrate.ts'

/**
 * The log's whole append in one trip to the database, and versions that outlive compaction.
 *
 * `log_updates` runs in its caller's transaction; called alone it is one. Each statement inside a
 * function sees what was committed before it began: the judgement sees what the lock's last holder
 * wrote.
 */
export const logInOneTrip: Migration = {
  number: 2,
  name: 'log-in-one-trip',
  sql: `
-- To recognise a second sending. Without the newsroom in front, nothing takes the primary key's
-- beginning for it and reads a whole story's log at each look.
alter table story_update
  drop constraint story_update_newsroom_story_device_ref_digest_key,
  add constraint story_update_sending unique (story, device, ref, digest);

create function log_updates(
  of_newsroom uuid,
  -- Roles that may write, and the stages that hold an approval: the program's rules, as data.
  writers text[],
  approving text[],
  -- Stop before writing when a story holds an approval: its caller must see to that.
  only_plain boolean,
  -- Do not wait for stories that somebody else holds.
  no_waiting boolean,
  stories uuid[], devices uuid[], refs bigint[], authors uuid[], sessions bytea[], moments bigint[],
  -- 16 bytes each; then all updates one behind the other, with their lengths.
  digests bytea, lengths int[], bodies bytea
) returns table (nth int, verdict text, seq bigint, fresh boolean)
language plpgsql
-- One plan for a connection's life, since making it costs more than running it; and none that was
-- right for a young log and would read all of an old one.
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  now_ms bigint;
  held uuid[];
begin
  if no_waiting then
    select array_agg(h.story) into held from (
      select story from story_head
      where newsroom = of_newsroom and story = any(stories)
      order by story for update skip locked) h;
  else
    select array_agg(h.story) into held from (
      select story from story_head
      where newsroom = of_newsroom and story = any(stories)
      order by story for update) h;
  end if;
  held := coalesce(held, '{}');
  if only_plain and exists (
    select from story s where s.newsroom = of_newsroom and s.id = any(held)
      and s.fact->'work'->>'at' = any(approving)) then
    return query select 0, 'approved'::text, null::bigint, false;
    return;
  end if;
  now_ms := floor(extract(epoch from clock_timestamp()) * 1000);
  return query
  with item as (
    select i.nth::int as nth, i.story, i.device, i.ref, i.author, i.session,
      coalesce(i.moment, now_ms) as at,
      substring(digests from (i.nth::int - 1) * 16 + 1 for 16) as digest,
      (sum(i.length) over (order by i.nth) - i.length)::int as start, i.length
    from unnest(stories, devices, refs, authors, sessions, moments, lengths)
      with ordinality as i(story, device, ref, author, session, moment, length, nth)
  ), looked_up as (
    -- Subqueries, not joins: each is one step down an index.
    select i.*,
      (select h.seq from story_head h where h.newsroom = of_newsroom and h.story = i.story) as head,
      (select s.fact->>'desk' from story s
        where s.newsroom = of_newsroom and s.id = i.story) as desk,
      (select s.expires_at from session s where s.token_hash = i.session) as until,
      (select u.seq from story_update u where u.story = i.story and u.device = i.device
        and u.ref = i.ref and u.digest = i.digest) as before
    from item i
  ), judged as (
    select l.*, case
      when l.until is null or l.until <= now_ms then 'not-signed-in'
      when l.desk is null then 'unknown-story'
      when not l.story = any(held) then 'busy'
      when not exists (select from membership m where m.newsroom = of_newsroom
        and m.person = l.author and m.desk = l.desk and m.role = any(writers)) then 'not-allowed'
      else 'logged' end as verdict
    from looked_up l
  ), told_apart as (
    -- The same sending twice in one batch: the first is logged, the others get its number.
    select j.*, j.verdict = 'logged' and j.before is null and 1 = row_number() over (
      partition by j.story, j.device, j.ref, j.digest, j.verdict order by j.nth) as is_new
    from judged j
  ), counted as (
    select t.*, case when t.is_new
      then t.head + sum(t.is_new::int) over (partition by t.story order by t.nth) end as given
    from told_apart t
  ), numbered as materialized (
    select c.*, coalesce(c.before,
      max(c.given) over (partition by c.story, c.device, c.ref, c.digest)) as place
    from counted c
  ), logged as (
    insert into story_update (newsroom, story, seq, device, ref, digest, author, at, bytes)
    select of_newsroom, n.story, n.given, n.device, n.ref, n.digest, n.author, n.at,
      substring(bodies from n.start + 1 for n.length)
    from numbered n where n.is_new
  ), raised as (
    update story_head h set seq = g.seq, tail_updates = h.tail_updates + g.updates,
      tail_bytes = h.tail_bytes + g.bytes
    from (select n.story, max(n.given) as seq, count(*)::int as updates, sum(n.length) as bytes
      from numbered n where n.is_new group by n.story) g
    where h.newsroom = of_newsroom and h.story = g.story
  )
  select n.nth, n.verdict, n.place::bigint, n.is_new from numbered n order by n.nth;
  perform pg_notify('copydesk_log', '');
end
$$;
`,
}
