import type { Migration } from '../migrate.ts'

/**
 * Parts of an upload by name and content: a part that arrives twice, or at two servers at once, is
 * one part. Uploads under way begin anew, because their parts had other names.
 */
export const uploadParts: Migration = {
  number: 5,
  name: 'upload parts',
  sql: `
delete from upload;
-- When the last part came; what nobody touched for long is cleared away.
alter table upload add column touched_at bigint not null default 0;

create table upload_part (
  newsroom uuid not null,
  asset text not null,
  at_byte bigint not null,
  bytes integer not null,
  -- SHA-256 of the part: with its place, the name of its object.
  digest text not null,
  primary key (newsroom, asset, at_byte),
  foreign key (newsroom, asset) references upload on delete cascade
);
`,
}
