import type { Migration } from '../migrate.ts'

/** The newsroom's first tables. Released migrations are never edited: add the next one. */
export const firstLight: Migration = {
  number: 1,
  name: 'first-light',
  sql: `
create table newsroom (
  id uuid primary key,
  epoch uuid not null,
  detail jsonb not null,
  created_at bigint not null
);

create table desk (
  newsroom uuid not null references newsroom,
  id text not null,
  labels jsonb not null,
  primary key (newsroom, id)
);

create table person (
  newsroom uuid not null references newsroom,
  id uuid not null,
  email text not null,
  name text not null,
  language text not null,
  password_hash text not null,
  primary key (newsroom, id)
);
create unique index person_email on person (lower(email));

create table membership (
  newsroom uuid not null,
  person uuid not null,
  desk text not null,
  role text not null,
  primary key (newsroom, person, desk, role),
  foreign key (newsroom, person) references person,
  foreign key (newsroom, desk) references desk
);

create table session (
  token_hash bytea primary key,
  newsroom uuid not null,
  person uuid not null,
  device uuid not null,
  created_at bigint not null,
  expires_at bigint not null,
  foreign key (newsroom, person) references person
);
create index session_expiry on session (expires_at);

-- Lost in a crash, which only forgives.
create unlogged table sign_in_failure (
  key text primary key,
  failures integer not null,
  since bigint not null
);

-- The change feed: the newest row of every fact. Positions come from one sequence, drawn under
-- an advisory lock of the newsroom, so that they become visible in order.
create sequence feed_position;
create table feed (
  newsroom uuid not null references newsroom,
  position bigint not null,
  fact_key text not null,
  at bigint not null,
  fact jsonb not null,
  primary key (newsroom, position),
  unique (newsroom, fact_key)
);

create table story (
  newsroom uuid not null references newsroom,
  id uuid not null,
  fact jsonb not null,
  due_at bigint,
  primary key (newsroom, id)
);
create index story_due on story (due_at) where due_at is not null;

-- One row a story; its lock orders everything that happens to the story's text and fact.
create table story_head (
  newsroom uuid not null,
  story uuid not null,
  seq bigint not null default 0,
  announced bigint not null default 0,
  snapshot_seq bigint not null default 0,
  tail_updates integer not null default 0,
  tail_bytes bigint not null default 0,
  primary key (newsroom, story),
  foreign key (newsroom, story) references story
) with (fillfactor = 60);

create table story_update (
  newsroom uuid not null,
  story uuid not null,
  seq bigint not null,
  device uuid not null,
  ref bigint not null,
  digest bytea not null,
  author uuid not null,
  at bigint not null,
  bytes bytea,
  primary key (newsroom, story, seq),
  unique (newsroom, story, device, ref, digest)
);
-- Updates are small or compressed already.
alter table story_update alter column bytes set storage external;

create table story_snapshot (
  newsroom uuid not null,
  story uuid not null,
  seq bigint not null,
  bytes bytea not null,
  authors uuid[] not null,
  primary key (newsroom, story)
);

create table breaking (
  newsroom uuid not null references newsroom,
  id uuid not null,
  fact jsonb not null,
  due_at bigint,
  live_since bigint,
  primary key (newsroom, id)
);
create index breaking_due on breaking (due_at) where due_at is not null;
create index breaking_live on breaking (newsroom, live_since desc) where live_since is not null;

create table device_counter (
  newsroom uuid not null references newsroom,
  device uuid not null,
  counter bigint not null,
  primary key (newsroom, device)
);

create table command (
  newsroom uuid not null references newsroom,
  id uuid not null,
  device uuid not null,
  counter bigint not null,
  person uuid not null,
  at bigint not null,
  command jsonb not null,
  verdict jsonb not null,
  primary key (newsroom, id),
  unique (newsroom, device, counter)
);

-- What readers see: exactly the approved version, as content and as document state.
create table published (
  newsroom uuid not null references newsroom,
  story uuid not null,
  path text not null,
  live boolean not null,
  version text not null,
  content jsonb not null,
  state bytea not null,
  kind text not null,
  language text not null,
  section text not null,
  regions text[] not null,
  topics text[] not null,
  coverage text[] not null,
  pictures text[] not null,
  translation_group uuid not null,
  since bigint not null,
  updated bigint not null,
  corrections jsonb not null,
  primary key (newsroom, story),
  unique (newsroom, path)
);
create index published_latest on published (newsroom, language, since desc) where live;
create index published_section on published (newsroom, language, section, since desc) where live;
create index published_regions on published using gin (regions) where live;
create index published_topics on published using gin (topics) where live;
create index published_coverage on published using gin (coverage) where live;
create index published_pictures on published using gin (pictures) where live;
create index published_group on published (newsroom, translation_group) where live;

create table page_view (
  newsroom uuid not null,
  story uuid not null,
  hour bigint not null,
  views integer not null,
  primary key (newsroom, story, hour)
);
create index page_view_hour on page_view (newsroom, hour);

create table upload (
  newsroom uuid not null references newsroom,
  asset text not null,
  bytes bigint not null,
  media_type text not null,
  received bigint not null,
  person uuid not null,
  started_at bigint not null,
  primary key (newsroom, asset)
);

create table asset (
  newsroom uuid not null references newsroom,
  id text not null,
  media_type text not null,
  bytes bigint not null,
  width integer not null,
  height integer not null,
  primary key (newsroom, id)
);

-- Who has a story open. Only advises, so it need not survive a crash.
create unlogged table presence (
  newsroom uuid not null,
  story uuid not null,
  device uuid not null,
  person uuid not null,
  name text not null,
  anchor bytea,
  focus bytea,
  seen_at bigint not null,
  primary key (newsroom, story, device)
);
`,
}
