import type { Migration } from '../migrate.ts'

/**
 * The log's whole append in one trip to the database; versions that outlive compaction.
 *
 * Both functions run in their caller's transaction; called alone, each is one. Every statement
 * inside a function sees what was committed before it began: the judgement sees what the lock's
 * last holder wrote. `log_plain` logs a batch in which nothing is out of the ordinary, with a third
 * of the work, or does nothing; `log_updates` judges update by update.
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

alter table story_head add column snapshot_bytes bigint not null default 0;
update story_head h set snapshot_bytes = length(s.bytes)
from story_snapshot s where s.newsroom = h.newsroom and s.story = h.story;

-- What was submitted, approved or published, as it was then: compaction lets deleted words go.
create table story_version (
  newsroom uuid not null,
  story uuid not null,
  version text not null,
  seq bigint not null,
  at bigint not null,
  person uuid not null,
  stage text not null,
  state bytea not null,
  primary key (newsroom, story, version),
  foreign key (newsroom, story) references story
);
create index story_version_time on story_version (newsroom, story, at);

create function log_updates(
  of_newsroom uuid,
  -- Roles that may write, and the stages that hold an approval: the program's rules, as data.
  writers text[],
  approving text[],
  -- Stop before writing when a story holds an approval: its caller must see to that.
  only_plain boolean,
  -- Do not wait for stories that somebody else holds.
  no_waiting boolean,
  -- The largest log of a story.
  most_bytes bigint,
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
      (select h.tail_bytes + h.snapshot_bytes from story_head h
        where h.newsroom = of_newsroom and h.story = i.story) as bytes_before,
      sum(i.length) over (partition by i.story order by i.nth) as bytes_here,
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
      when l.before is null and l.bytes_before + l.bytes_here > most_bytes then 'story-too-large'
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

create function log_plain(
  of_newsroom uuid, writers text[], approving text[], most_bytes bigint,
  -- Each story once, in the order of ids, with how many updates and bytes it gets.
  stories uuid[], counts int[], sizes int[],
  -- Each session once.
  sessions bytea[],
  -- The updates: which of the stories, the how manieth of it, by whom and under what number.
  ats int[], nths int[], devices uuid[], refs bigint[], authors uuid[], moments bigint[],
  digests bytea, starts int[], lengths int[], bodies bytea
) returns bigint[] language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  now_ms bigint;
  heads bigint[];
  largest bigint;
begin
  select array_agg(h.seq), max(h.bytes) into heads, largest from (
    select seq, tail_bytes + snapshot_bytes as bytes from story_head where newsroom = of_newsroom and story = any(stories)
    order by story for update skip locked) h;
  if cardinality(heads) is distinct from cardinality(stories)
    or largest + length(bodies) > most_bytes then return null; end if;
  now_ms := floor(extract(epoch from clock_timestamp()) * 1000);
  if cardinality(sessions) <> (select count(*) from session s
      where s.token_hash = any(sessions) and s.expires_at > now_ms)
    or exists (select from unnest(ats, devices, refs) with ordinality as i(at, device, ref, nth)
      where exists (select from story_update u where u.story = stories[i.at]
        and u.device = i.device and u.ref = i.ref
        and u.digest = substring(digests from (i.nth::int - 1) * 16 + 1 for 16)))
    or exists (select from unnest(ats, authors) as i(at, author)
      where not exists (select from story s
        join membership m on m.newsroom = of_newsroom and m.person = i.author
          and m.desk = s.fact->>'desk' and m.role = any(writers)
        where s.newsroom = of_newsroom and s.id = stories[i.at]
          and not s.fact->'work'->>'at' = any(approving)))
  then return null; end if;
  insert into story_update (newsroom, story, seq, device, ref, digest, author, at, bytes)
  select of_newsroom, stories[i.at], heads[i.at] + i.n, i.device, i.ref,
    substring(digests from (i.nth::int - 1) * 16 + 1 for 16), i.author,
    coalesce(i.moment, now_ms), substring(bodies from i.start for i.length)
  from unnest(ats, nths, devices, refs, authors, moments, starts, lengths)
    with ordinality as i(at, n, device, ref, author, moment, start, length, nth);
  update story_head h set seq = h.seq + g.updates, tail_updates = h.tail_updates + g.updates,
    tail_bytes = h.tail_bytes + g.bytes
  from unnest(stories, counts, sizes) as g(story, updates, bytes)
  where h.newsroom = of_newsroom and h.story = g.story;
  perform pg_notify('copydesk_log', '');
  return heads;
end
$$;
`,
}
