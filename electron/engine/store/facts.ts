/**
 * Confirmed facts: what the server has said, newest revision only.
 *
 *     feed reader, verdicts → [facts] → previews, lists
 *
 * DFA1  An older revision never replaces a newer one.
 */
import type { ShelvedAsset } from '../../../shared/ipc/rows.ts'
import {
  type AssetFact,
  type BreakingFact,
  type DocumentHead,
  type Fact,
  factKey,
  factSchema,
  type StoryFact,
  storyFactSchema,
  type TextGapFact,
} from '../../../shared/model/facts.ts'
import type { AssetId, BreakingId, StoryId } from '../../../shared/model/ids.ts'
import type { Database } from './database.ts'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** Nothing has told yet when somebody wrote in it. */
const asOldAsItsFact = "(my_seq = 0 and edited_at = fact ->> '$.createdAt')"

/** Parsed facts that are kept. */
const mostRecent = 1000

export class Facts {
  readonly #db: Database
  readonly #recent = new Map<StoryId, { text: string; fact: StoryFact }>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Takes a fact over; false when this desk knew it, or a newer one, already. */
  apply(fact: Fact): boolean {
    switch (fact.type) {
      case 'story':
        return this.#applyStory(fact)
      case 'document-head':
        return this.#applyHead(fact)
      case 'text-gap':
        return this.#applyGap(fact)
      case 'breaking': {
        const known = this.breaking(fact.id)
        return known && known.revision >= fact.revision ? false : this.#put(fact)
      }
      case 'set-aside':
        // Nothing of it is kept here: whoever may see the text asks for it.
        return true
      case 'asset':
        this.#markOnServer(fact)
        return this.#put(fact)
      default:
        return this.#put(fact)
    }
  }

  story(story: StoryId): StoryFact | null {
    const row = this.#db.get<{ fact: string | null }>('select fact from story where id = ?', story)
    return row?.fact ? this.#parsed(story, row.fact) : null
  }

  breaking(id: BreakingId): BreakingFact | null {
    const fact = this.#get(`breaking:${id}`)
    return fact?.type === 'breaking' ? fact : null
  }

  /** What the server's log of a story lacks, when it has said so. */
  gap(story: StoryId): TextGapFact | null {
    const fact = this.#get(`text-gap:${story}`)
    return fact?.type === 'text-gap' && fact.have !== null ? fact : null
  }

  /** A picture that somebody else took in, as far as the server's fact tells. */
  foreignAsset(asset: AssetId): ShelvedAsset | null {
    const fact = this.#get(`asset:${asset}`)
    if (fact?.type !== 'asset') return null
    const { width, height, mediaType, bytes } = fact
    const texts = { fileName: '', caption: '', credit: '', alt: '' }
    return { asset, width, height, mediaType, bytes, ...texts, onServer: true }
  }

  /** Every fact of one type that is kept in the fact table. */
  all<T extends Exclude<Fact['type'], 'story' | 'document-head'>>(type: T): FactOf<T>[] {
    return this.#db
      .all<{ body: string }>('select body from fact where type = ? order by key', type)
      .map(({ body }) => factSchema.parse(JSON.parse(body)) as FactOf<T>)
  }

  /** Forgets what another history of the server had said; text and waiting commands stay. */
  forget(): void {
    this.#db.run('delete from fact')
    this.#db.run(
      `update story set fact = null, desk = null, writer = null, work = null, publication = null,
       have = 0, head = 0`,
    )
    this.#db.run('update asset set on_server = 0')
  }

  /** Lists and keystrokes ask for the same few facts again and again. */
  #parsed(story: StoryId, text: string): StoryFact {
    const known = this.#recent.get(story)
    if (known?.text === text) return known.fact
    const fact = storyFactSchema.parse(JSON.parse(text))
    if (this.#recent.size >= mostRecent) this.#recent.clear()
    this.#recent.set(story, { text, fact })
    return fact
  }

  #applyStory(fact: StoryFact): boolean {
    const known = this.story(fact.id)
    if (known && known.revision >= fact.revision) return false
    this.#db.run(
      `insert into story (id, fact, desk, writer, work, publication, language, edited_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (id) do update set fact = excluded.fact, desk = excluded.desk,
         writer = excluded.writer, work = excluded.work, publication = excluded.publication`,
      fact.id,
      JSON.stringify(fact),
      fact.desk,
      fact.writer,
      fact.work.at,
      fact.publication.at,
      fact.language,
      fact.createdAt,
    )
    return true
  }

  #applyHead({ story, seq, edited }: DocumentHead): boolean {
    // The feed holds each fact's newest form only: a head may come before its story's fact, and after
    // the text that it tells of. Until the first of them a story is as old as its fact, which a
    // restored server makes anew.
    const { changes } = this.#db.run(
      `insert into story (id, head, edited_at) values (?, ?, ?)
       on conflict (id) do update set head = excluded.head,
         edited_at = case when ${asOldAsItsFact} then excluded.edited_at
           else max(edited_at, excluded.edited_at) end
       where story.head <= excluded.head
         and (story.head < excluded.head or edited_at < excluded.edited_at or ${asOldAsItsFact})`,
      story,
      seq,
      edited,
    )
    return changes > 0
  }

  /** The server's log lacks something: what is here of it is owed, unless all of it is already. */
  #applyGap(fact: TextGapFact): boolean {
    if (!this.#put(fact)) return false
    if (fact.have === null) return true
    this.#db.run('update story set owed = 2 where id = ? and owed = 0 and last_seq > 0', fact.story)
    return true
  }

  #markOnServer({ id }: AssetFact): void {
    this.#db.run('update asset set on_server = 1, refused = null where id = ?', id)
  }

  #get(key: string): Fact | null {
    const row = this.#db.get<{ body: string }>('select body from fact where key = ?', key)
    return row ? factSchema.parse(JSON.parse(row.body)) : null
  }

  #put(fact: Fact): boolean {
    const body = JSON.stringify(fact)
    return (
      this.#db.run(
        `insert into fact (key, type, body) values (?, ?, ?)
         on conflict (key) do update set body = excluded.body where body <> excluded.body`,
        factKey(fact),
        fact.type,
        body,
      ).changes > 0
    )
  }
}
