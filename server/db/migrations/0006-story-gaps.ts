import type { Migration } from '../migrate.ts'

/** What a story's log lacks, so that the desks are asked for it. */
export const storyGaps: Migration = {
  number: 6,
  name: 'story gaps',
  sql: `
-- How long the log was when it was last looked through, and how many of its rows had gone.
create table story_check (
  newsroom uuid not null,
  story uuid not null,
  seq bigint not null,
  lost integer not null,
  primary key (newsroom, story),
  foreign key (newsroom, story) references story
) with (fillfactor = 70);

create table story_gap (
  newsroom uuid not null,
  story uuid not null,
  since bigint not null,
  -- State vector of what the log shows.
  have bytea not null,
  -- Pairs: a Yjs client, and the clock from which its updates are missing.
  missing jsonb not null,
  -- Rows that had gone when it was noticed.
  lost integer not null,
  asked_at bigint not null,
  look_at bigint not null,
  primary key (newsroom, story),
  foreign key (newsroom, story) references story
);
`,
}
