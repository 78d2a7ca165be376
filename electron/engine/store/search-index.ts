/**
 * Full-text search over every story on the device.
 *
 *     projections → [search index] → stories:search
 *
 * DSI1  A word is found by its beginning, in any case, with or without accents, and in Arabic in
 *      any letter form, with or without the article.
 * DSI2  What a story no longer says no longer finds it.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Database } from './database.ts'
import { excerptOf } from './excerpt.ts'
import { foldForIndex, foldText, withoutArticle, wordsOf } from './fold-text.ts'

export interface Found {
  readonly story: StoryId
  readonly excerpt: string
}

interface DocRow {
  id: number
  story: StoryId
  headline: string
  body: string
}

/** Newest matches looked at; ranking every match of a common word would cost too much. */
const considered = 300

export class SearchIndex {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Puts a story's words in the place of its older ones. Its new row id makes it the newest. */
  put(story: StoryId, headline: string, body: string): void {
    this.remove(story)
    const { id } = this.#db.run(
      'insert into search_doc (story, headline, body) values (?, ?, ?)',
      story,
      headline,
      body,
    )
    this.#db.run(
      'insert into search (rowid, headline, body) values (?, ?, ?)',
      id,
      foldForIndex(headline),
      foldForIndex(body),
    )
  }

  /** Nothing of the story is found any more. */
  remove(story: StoryId): void {
    const old = this.#db.get<{ id: number }>('select id from search_doc where story = ?', story)
    if (!old) return
    this.#db.run('delete from search where rowid = ?', old.id)
    this.#db.run('delete from search_doc where id = ?', old.id)
  }

  /** Stories that hold all the words; matches in the headline first, then the newest. */
  find(text: string, limit: number): Found[] {
    const terms = termsOf(text)
    const stems = terms.map((term) => withoutArticle(term) ?? term)
    const docs = this.#docs<DocRow>('id, story, headline, body', this.#ranked(terms, limit))
    return docs.map(({ story, headline, body }) => {
      const excerpt = excerptOf(body, stems) ?? excerptOf(headline, stems) ?? body.slice(0, 160)
      return { story, excerpt }
    })
  }

  /** The same stories in the same order, without looking into their texts. */
  match(text: string, limit: number): StoryId[] {
    const ids = this.#ranked(termsOf(text), limit)
    return this.#docs<Pick<DocRow, 'id' | 'story'>>('id, story', ids).map(({ story }) => story)
  }

  /** Row ids of the newest matches: those with all words in the headline first, then the others. */
  #ranked(terms: readonly string[], limit: number): number[] {
    if (terms.length === 0) return []
    const words = matchExpression(terms)
    const newest = this.#matching(words, 0, considered)
    const oldest = newest.at(-1)
    if (oldest === undefined) return []
    const inHeadline = this.#matching(`{headline} : (${words})`, oldest, limit)
    const known = new Set(inHeadline)
    return [...inHeadline, ...newest.filter((id) => !known.has(id))].slice(0, limit)
  }

  /** One text instead of hundreds of rows: making an object of each would take longer than finding them. */
  #matching(expression: string, from: number, limit: number): number[] {
    const found = this.#db.get<{ ids: string }>(
      `select json_group_array(rowid) as ids from (
         select rowid from search where search match ? and rowid >= ? order by rowid desc limit ?)`,
      expression,
      from,
      limit,
    )
    return found ? (JSON.parse(found.ids) as number[]) : []
  }

  /** The stories of these row ids, in their order. */
  #docs<T extends { readonly id: number }>(columns: string, ids: readonly number[]): T[] {
    const docs = this.#db.all<T>(
      `select ${columns} from search_doc where id in (select value from json_each(?))`,
      JSON.stringify(ids),
    )
    const byId = new Map(docs.map((doc) => [doc.id, doc]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }
}

const termsOf = (text: string): string[] => wordsOf(text).map(([word]) => foldText(word))

/** All words, each as the beginning of a word; an Arabic one with or without its article. */
function matchExpression(terms: readonly string[]): string {
  const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"*`
  return terms
    .map((term) => {
      const bare = withoutArticle(term)
      return bare ? `(${quoted(term)} OR ${quoted(bare)})` : quoted(term)
    })
    .join(' AND ')
}
