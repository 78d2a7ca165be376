/**
 * The story lists: which story stands in which, counted and paged by SQL.
 *
 * DSL1  A story with pending commands stands where they will put it, and is counted there.
 * DSL2  No list reads more stories than it shows.
 * DSL3  A list holds what the person wrote and what is on their desks: no row without its text.
 */
import type { StoryList } from '../../../shared/ipc/rows.ts'
import type { StoryFact } from '../../../shared/model/facts.ts'
import type { DeskId, StoryId, UserId } from '../../../shared/model/ids.ts'
import type { Database } from './database.ts'

export const storyLists = [
  'mine',
  'all',
  'drafts',
  'returned',
  'review',
  'live',
  'spiked',
] as const satisfies readonly StoryList[]

export type Standing = { work: string; publication: string; writer: string; desk: string }

export const standingOf = (fact: StoryFact): Standing => ({
  work: fact.work.at,
  publication: fact.publication.at,
  writer: fact.writer,
  desk: fact.desk,
})

const inReview = ['submitted', 'approved', 'scheduled']

/** Whether a story stands in a list. */
export function standsIn(list: StoryList, story: Standing, me: UserId): boolean {
  switch (list) {
    case 'mine':
      return story.writer === me && story.work !== 'spiked'
    case 'all':
      return story.work !== 'spiked'
    case 'drafts':
      return story.work === 'draft'
    case 'returned':
      return story.work === 'returned'
    case 'review':
      return inReview.includes(story.work)
    case 'live':
      return story.publication === 'live'
    case 'spiked':
      return story.work === 'spiked'
  }
}

/** The same as `standsIn`, in SQL; `?1` is the person. */
const conditions: Record<StoryList, string> = {
  mine: `writer = ?1 and work <> 'spiked'`,
  all: `work <> 'spiked'`,
  drafts: `work = 'draft'`,
  returned: `work = 'returned'`,
  review: `work in ('submitted', 'approved', 'scheduled')`,
  live: `publication = 'live'`,
  spiked: `work = 'spiked'`,
}

export interface Page {
  readonly list: StoryList
  /** Only this desk's, or null. */
  readonly desk: DeskId | null
  /** The desks whose stories the person holds. */
  readonly desks: readonly DeskId[]
  readonly offset: number
  readonly limit: number
}

type Group = Standing & { n: number }

const noStories: Record<StoryList, number> = {
  mine: 0,
  all: 0,
  drafts: 0,
  returned: 0,
  review: 0,
  live: 0,
  spiked: 0,
}

export class StoryLists {
  readonly #db: Database
  readonly #me: UserId
  /** Stories that stand elsewhere than their confirmed fact says; few at any time. */
  readonly #previewed = new Set<StoryId>()

  constructor(db: Database, me: UserId) {
    this.#db = db
    this.#me = me
    db.exec(`
      create temp table preview (
        story text primary key, desk text not null, writer text not null, work text not null,
        publication text not null, pending integer not null
      ) without rowid;
    `)
  }

  /** Says where pending commands will put a story; null when they change nothing. */
  preview(story: StoryId, shown: { fact: StoryFact; pending: number } | null): void {
    if (!shown) {
      if (this.#previewed.delete(story)) {
        this.#db.run('delete from temp.preview where story = ?', story)
      }
      return
    }
    this.#previewed.add(story)
    const { work, publication, writer, desk } = standingOf(shown.fact)
    this.#db.run(
      'insert or replace into temp.preview values (?, ?, ?, ?, ?, ?)',
      story,
      desk,
      writer,
      work,
      publication,
      shown.pending,
    )
  }

  /** Ids of one page, newest edit first. */
  page({ list, desk, desks, offset, limit }: Page): StoryId[] {
    const mine = `(writer = ?1 or desk in (select value from json_each(?5)))`
    const here = `${conditions[list]} and ${mine} and (?2 is null or desk = ?2)`
    // A live story has a desk: without the condition its own index is the one that fits.
    const placed = list === 'live' ? '' : 'desk is not null and'
    const confirmed = `select id, edited_at from main.story where ${placed} ${here}`
    const sql =
      this.#previewed.size === 0
        ? `${confirmed} order by edited_at desc limit ?3 offset ?4`
        : `${confirmed} and id not in (select story from temp.preview)
           union all
           select p.story, (select edited_at from main.story s where s.id = p.story) as edited_at
           from temp.preview p where ${here}
           order by edited_at desc limit ?3 offset ?4`
    const known = JSON.stringify(desks)
    return this.#db
      .all<{ id: StoryId }>(sql, this.#me, desk, limit, offset, known)
      .map(({ id }) => id)
  }

  /** Number of stories in every list, of one desk or of all of the person's. */
  counts(desk: DeskId | null, desks: readonly DeskId[]): Record<StoryList, number> {
    const counts = { ...noStories }
    const held = new Set<string>(desks)
    const add = (groups: readonly Group[], sign: 1 | -1): void => {
      for (const group of groups) {
        if (desk !== null && group.desk !== desk) continue
        if (group.writer !== this.#me && !held.has(group.desk)) continue
        for (const list of storyLists) {
          if (standsIn(list, group, this.#me)) counts[list] += sign * group.n
        }
      }
    }
    add(this.#confirmedGroups(), 1)
    if (this.#previewed.size > 0) {
      add(this.#previewedGroups('join main.story g on g.id = p.story and g.desk is not null'), -1)
      add(this.#previewedGroups('join temp.preview g on g.story = p.story'), 1)
    }
    return counts
  }

  #confirmedGroups(): Group[] {
    return this.#db.all<Group>(
      'select work, publication, writer, desk, n from main.standing where n <> 0',
    )
  }

  #previewedGroups(join: string): Group[] {
    return this.#db.all<Group>(
      `select g.work, g.publication, g.writer, g.desk, count(*) as n
       from temp.preview p ${join} group by 1, 2, 3, 4`,
    )
  }
}
