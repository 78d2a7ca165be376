/**
 * The tables of a desk's store, step by step. `user_version` counts the steps taken.
 *
 * DMG1  A store is never opened by a program older than the one that wrote it.
 */
import { NewsroomError } from '../../../shared/model/errors.ts'
import type { Database } from './database.ts'

class StoreFromTheFuture extends NewsroomError {
  readonly code = 'store-too-new'
  readonly retry = 'never'
  override readonly remedy = 'Install the newest version of Copydesk on this computer.'
}

const steps: readonly string[] = [
  `
  create table mark (key text primary key, value text not null) without rowid;

  -- Every update of every story, in the order this desk learnt of it.
  create table log (
    seq integer primary key autoincrement,
    story text not null,
    mine integer not null,
    at integer not null,
    body blob not null,
    -- Mine: set by the server's acknowledgement. Others': newest server seq inside.
    server_seq integer
  );
  create index log_of_story on log (story, seq);
  create index log_waiting on log (story, seq, at) where mine = 1 and server_seq is null;

  -- All rows of a story up to and with up_to, as one update.
  create table snapshot (story text primary key, up_to integer not null, body blob not null) without rowid;

  create table story (
    id text primary key,
    -- Newest fact from the server; null until the server has judged create-story.
    fact text,
    desk text,
    writer text,
    work text,
    publication text,
    -- What the text says, computed from the log up to projected_seq.
    headline text not null default '',
    slug text not null default '',
    language text not null default 'en',
    kind text not null default 'news',
    section text,
    words integer not null default 0,
    lead_asset text,
    version text,
    missing text not null default '[]',
    edited_at integer not null default 0,
    last_seq integer not null default 0,
    projected_seq integer not null default 0,
    -- Server log: held here without a gap, and known to exist.
    have integer not null default 0,
    head integer not null default 0,
    -- The server was restored from a backup: it may lack what this desk holds.
    owed integer not null default 0
  ) without rowid;
  create index story_newest on story (edited_at);
  create index story_work on story (work, edited_at);
  create index story_writer on story (writer, edited_at);
  create index story_live on story (edited_at) where publication = 'live';
  -- Covers the counts of the lists: no row of a story is read for them.
  create index story_counts on story (work, publication, writer, desk) where desk is not null;
  create index story_behind on story (id) where head > have;
  create index story_owed on story (id) where owed = 1;
  create index story_stale on story (id) where last_seq > projected_seq;

  create table fact (key text primary key, type text not null, body text not null) without rowid;
  create index fact_type on fact (type);

  create table command (
    id text primary key,
    place integer not null unique,
    -- Drawn when the command first leaves.
    counter integer unique,
    body text not null,
    subject text not null,
    issued_at integer not null,
    -- Newest of my log rows of that story when the command was given.
    after_seq integer not null,
    refused text,
    refused_at integer
  ) without rowid;

  -- Named versions that reviews compare with.
  create table version (
    story text not null,
    label text not null,
    hash text not null,
    at integer not null,
    content text not null,
    primary key (story, label)
  ) without rowid;

  create table search_doc (
    id integer primary key autoincrement,
    story text not null unique,
    headline text not null,
    body text not null
  );
  create virtual table search using fts5 (
    headline, body, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
  );

  create table asset (
    id text primary key,
    media_type text not null,
    bytes integer not null,
    width integer not null,
    height integer not null,
    file_name text not null,
    caption text not null,
    credit text not null,
    alt text not null,
    at integer not null,
    on_server integer not null default 0,
    -- Why the server will not take it; null while it may.
    refused text
  ) without rowid;
  create index asset_waiting on asset (at) where on_server = 0;
  `,
  `
  -- Others' rows: who wrote them, and the server seq after which they begin.
  alter table log add column authors text;
  alter table log add column server_from integer;

  -- Where others wrote while rows of mine waited, until it has been judged.
  create table merge_window (
    id integer primary key autoincrement,
    story text not null,
    mine_from integer not null,
    first integer not null,
    -- Null while the window is open.
    last integer,
    at integer not null
  );
  create index merge_window_of_story on merge_window (story);

  -- Findings of merges that nobody has settled.
  alter table story add column merges integer not null default 0;
  `,
  `
  -- How many updates were merged into a row: what waits is counted in updates, not in rows.
  alter table log add column updates integer not null default 1;
  -- From which of my rows on both sides of a story are kept apart, and how far they were folded.
  create table base (
    story text primary key,
    before integer not null,
    folded integer not null
  ) without rowid;
  insert into base
    select story, min(seq), 0 from log where mine = 1 and server_seq is null group by story;
  -- Newest log row of mine, and the newest that the server has.
  alter table story add column my_seq integer not null default 0;
  alter table story add column sent_seq integer not null default 0;
  update story set
    my_seq = coalesce((select max(seq) from log where log.story = story.id and mine = 1), 0),
    sent_seq = coalesce((select max(seq) from log
      where log.story = story.id and mine = 1 and server_seq is not null), 0);
  -- What happened to this store and was set right, for the person to read.
  create table care_note (
    id integer primary key autoincrement,
    at integer not null,
    body text not null,
    seen integer not null default 0
  );
  `,
  `
  -- What the server had said before it was restored from a backup, until it was compared.
  create table earlier_fact (
    key text primary key,
    body text not null,
    -- Left for a while to the desk of whoever made it.
    later integer not null default 0
  ) without rowid;
  -- Asked again by the desk itself, not by a person: nobody waits for the verdict.
  alter table command add column again integer not null default 0;
  `,
  `
  -- How many stories stand where: kept by the database itself, because counting them all at every
  -- change would grow with the store.
  create table standing (
    work text not null,
    publication text not null,
    writer text not null,
    desk text not null,
    n integer not null,
    primary key (work, publication, writer, desk)
  ) without rowid;
  insert into standing select work, publication, writer, desk, count(*) from story
    where desk is not null group by work, publication, writer, desk;
  create trigger standing_in after insert on story when new.desk is not null begin
    insert into standing values (new.work, new.publication, new.writer, new.desk, 1)
      on conflict do update set n = n + 1;
  end;
  create trigger standing_out after delete on story when old.desk is not null begin
    update standing set n = n - 1 where work = old.work and publication = old.publication
      and writer = old.writer and desk = old.desk;
  end;
  create trigger standing_moved after update of work, publication, writer, desk on story begin
    update standing set n = n - 1 where work = old.work and publication = old.publication
      and writer = old.writer and desk = old.desk;
    insert into standing select new.work, new.publication, new.writer, new.desk, 1
      where new.desk is not null on conflict do update set n = n + 1;
  end;
  drop index story_counts;
  `,
  `
  -- owed = 2: the server has asked for what its log lacks of this story.
  drop index story_owed;
  create index story_owed on story (id) where owed > 0;
  `,
  `
  -- Each list is read out of its index alone: the end of a long list is as near as its beginning.
  drop index story_newest;
  drop index story_work;
  drop index story_writer;
  drop index story_live;
  create index story_newest on story (edited_at, work, writer, desk) where desk is not null;
  create index story_work on story (work, edited_at, writer, desk) where desk is not null;
  create index story_writer on story (writer, edited_at, work, desk) where desk is not null;
  create index story_live on story (edited_at, writer, desk) where publication = 'live';
  `,
  `
  -- When the newest words of a row were written, where that is earlier than the row: text that is
  -- sent again, because the server may have forgotten it.
  alter table log add column edited integer;
  `,
  `
  -- Stories that windows have open for writing: they may hold words when this process dies.
  create table writing (story text primary key) without rowid;
  `,
]

/** Brings a store up to date. */
export function migrate(db: Database): void {
  const at = db.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0
  if (at > steps.length) throw new StoreFromTheFuture('A newer Copydesk has written this store')
  for (const [i, step] of steps.entries()) {
    if (i < at) continue
    db.transaction(() => {
      db.exec(step)
      db.exec(`pragma user_version = ${i + 1}`)
    })
  }
}
