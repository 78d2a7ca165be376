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
    const old = this.#db.get<{ id: number }>('select id from search_doc where story = ?', story)
    if (old) {
      this.#db.run('delete from search where rowid = ?', old.id)
      this.#db.run('delete from search_doc where id = ?', old.id)
    }
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

  /** Stories that hold all the words; matches in the headline first, then the newest. */
  find(text: string, limit: number): Found[] {
    const terms = termsOf(text)
    const stems = terms.map((term) => withoutArticle(term) ?? term)
    return this.#ranked(terms, stems)
      .slice(0, limit)
      .flatMap(({ id, story, headline }) => {
        const body = this.#db.get<{ body: string }>('select body from search_doc where id = ?', id)
        if (!body) return []
        const excerpt = excerptOf(body.body, stems) ?? excerptOf(headline, stems)
        return [{ story, excerpt: excerpt ?? body.body.slice(0, 160) }]
      })
  }

  /** The same stories in the same order, without looking into their texts. */
  match(text: string, limit: number): StoryId[] {
    const terms = termsOf(text)
    const stems = terms.map((term) => withoutArticle(term) ?? term)
    return this.#ranked(terms, stems)
      .slice(0, limit)
      .map(({ story }) => story)
  }

  #ranked(terms: readonly string[], stems: readonly string[]): DocRow[] {
    if (terms.length === 0) return []
    const rows = this.#db.all<DocRow>(
      `select d.id, d.story, d.headline from (
         select rowid from search where search match ? order by rowid desc limit ${considered}
       ) hit join search_doc d on d.id = hit.rowid order by d.id desc`,
      matchExpression(terms),
    )
    const inHeadline = (row: DocRow): boolean => {
      const words = foldForIndex(row.headline).split(' ')
      return stems.every((stem) => words.some((word) => word.startsWith(stem)))
    }
    const ranked = rows.map((row) => ({ row, first: inHeadline(row) }))
    ranked.sort((a, b) => Number(b.first) - Number(a.first) || b.row.id - a.row.id)
    return ranked.map(({ row }) => row)
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
