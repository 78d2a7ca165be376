/**
 * The story lists: which story stands in which, counted and paged by SQL.
 *
 * SL1  A story with pending commands stands where they will put it, and is counted there.
 * SL2  No list reads more stories than it shows.
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
  readonly desk: DeskId | null
  readonly offset: number
  readonly limit: number
}

export class StoryLists {
  readonly #db: Database
  readonly #me: UserId

  constructor(db: Database, me: UserId) {
    this.#db = db
    this.#me = me
    db.exec(`
      create temp table preview (
        story text primary key, desk text not null, writer text not null, work text not null,
        publication text not null, fact text not null, pending integer not null
      ) without rowid;
    `)
  }

  /** Says where pending commands will put a story; null when it has none. */
  preview(story: StoryId, shown: { fact: StoryFact; pending: number } | null): void {
    if (!shown) {
      this.#db.run('delete from temp.preview where story = ?', story)
      return
    }
    const { work, publication, writer, desk } = standingOf(shown.fact)
    this.#db.run(
      'insert or replace into temp.preview values (?, ?, ?, ?, ?, ?, ?)',
      story,
      desk,
      writer,
      work,
      publication,
      JSON.stringify(shown.fact),
      shown.pending,
    )
  }

  /** Ids of one page, newest edit first. */
  page({ list, desk, offset, limit }: Page): StoryId[] {
    const here = `${conditions[list]} and (?2 is null or desk = ?2)`
    const confirmed = `
      select id, edited_at from main.story
      where fact is not null and ${here} and id not in (select story from temp.preview)`
    const pending = `
      select story as id, (select edited_at from main.story s where s.id = p.story) as edited_at
      from temp.preview p where ${here}`
    return this.#db
      .all<{ id: StoryId }>(
        `select id from (${confirmed} union all ${pending})
         order by edited_at desc, id desc limit ?3 offset ?4`,
        this.#me,
        desk,
        limit,
        offset,
      )
      .map(({ id }) => id)
  }

  /** Number of stories in every list, of one desk or of all. */
  counts(desk: DeskId | null): Record<StoryList, number> {
    const sums = storyLists
      .map((list) => `coalesce(sum(n) filter (where ${conditions[list]}), 0) as "${list}"`)
      .join(', ')
    const row = this.#db.get<Record<StoryList, number>>(
      `select ${sums} from (
         select work, publication, writer, desk, count(*) as n from main.story
         where fact is not null group by work, publication, writer, desk
         union all
         select s.work, s.publication, s.writer, s.desk, -1 from temp.preview p
         join main.story s on s.id = p.story where s.fact is not null
         union all
         select work, publication, writer, desk, 1 from temp.preview
       ) where ?2 is null or desk = ?2`,
      this.#me,
      desk,
    )
    return { mine: 0, all: 0, drafts: 0, returned: 0, review: 0, live: 0, spiked: 0, ...row }
  }
}
