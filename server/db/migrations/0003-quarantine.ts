import type { Migration } from '../migrate.ts'

/** Text that cannot go into its story; kept until somebody settles it, and after. */
export const quarantine: Migration = {
  number: 3,
  name: 'quarantine',
  sql: `
create table quarantine (
  newsroom uuid not null references newsroom,
  id uuid not null,
  story uuid not null,
  -- Whose chiefs see it; null when neither the server nor the author knew it.
  desk text,
  author uuid not null,
  device uuid not null,
  ref bigint not null,
  digest bytea not null,
  bytes bytea not null,
  words text not null,
  why text not null,
  written_at bigint not null,
  at bigint not null,
  state text not null default 'waiting',
  settled_by uuid,
  settled_at bigint,
  primary key (newsroom, id),
  unique (newsroom, story, device, ref, digest)
);
create index quarantine_waiting on quarantine (newsroom, desk, at) where state = 'waiting';
create index quarantine_author on quarantine (newsroom, author, at);
`,
}
