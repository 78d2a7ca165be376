/**
 * Row window: the part of a long story list that is on screen, fetched in pages and kept fresh.
 *
 *     engine → [row window] → virtual list
 *
 * WN1  Only pages that are looked at are asked for, each once until something changes.
 * WN2  A refresh replaces what is shown in one step, so that rows never mix two states of the list.
 */
import type { StoryPage, StoryRow } from '../../shared/ipc/rows.ts'

export const pageSize = 60

export interface RowsShown {
  /** Length of the whole list; null until the first answer. */
  readonly total: number | null
  readonly counts: StoryPage['counts'] | null
  /** Rows by their place in the list; those never looked at are missing. */
  readonly rows: ReadonlyMap<number, StoryRow>
  readonly error: unknown
}

type FetchPage = (offset: number, limit: number) => Promise<StoryPage>

const nothing: RowsShown = { total: null, counts: null, rows: new Map(), error: null }

export class RowWindow {
  readonly #fetch: FetchPage
  readonly #listeners = new Set<() => void>()
  #shown: RowsShown = nothing
  #pages = new Map<number, StoryPage>()
  readonly #asked = new Set<number>()
  #range = { first: 0, last: 0 }
  #refreshing = false
  #stale = false
  #generation = 0

  constructor(fetch: FetchPage) {
    this.#fetch = fetch
  }

  readonly snapshot = (): RowsShown => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** These rows are on screen: fetches the pages that are missing. */
  need(first: number, last: number): void {
    this.#range = { first, last }
    for (const page of this.#pagesInRange()) {
      if (!this.#pages.has(page) && !this.#asked.has(page)) void this.#load(page)
    }
  }

  /** Something changed: asks again for what is on screen; a burst costs two rounds at most. */
  async refresh(): Promise<void> {
    this.#stale = true
    if (this.#refreshing) return
    this.#refreshing = true
    while (this.#stale) {
      this.#stale = false
      await this.#reload()
    }
    this.#refreshing = false
  }

  #pagesInRange(): number[] {
    const first = Math.floor(this.#range.first / pageSize)
    const last = Math.floor(this.#range.last / pageSize)
    return Array.from({ length: last - first + 1 }, (_, step) => first + step)
  }

  async #load(page: number): Promise<void> {
    const generation = this.#generation
    this.#asked.add(page)
    try {
      const answer = await this.#fetch(page * pageSize, pageSize)
      if (generation !== this.#generation) return
      this.#pages.set(page, answer)
      this.#show(answer)
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#asked.delete(page)
    }
  }

  async #reload(): Promise<void> {
    const pages = this.#pagesInRange()
    try {
      const answers = await Promise.all(pages.map((page) => this.#fetch(page * pageSize, pageSize)))
      this.#generation++
      this.#pages = new Map(pages.map((page, at) => [page, answers[at] as StoryPage]))
      const last = answers.at(-1)
      if (last) this.#show(last)
      this.need(this.#range.first, this.#range.last)
    } catch (error) {
      this.#fail(error)
    }
  }

  #show(newest: StoryPage): void {
    const before = new Map([...this.#shown.rows.values()].map((row) => [row.id, row]))
    // A row that looks the same keeps its identity, so that it is not drawn again.
    const known = (row: StoryRow) => {
      const old = before.get(row.id)
      return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
    }
    const rows = new Map<number, StoryRow>()
    for (const [page, { rows: some }] of this.#pages) {
      some.forEach((row, at) => {
        rows.set(page * pageSize + at, known(row))
      })
    }
    this.#shown = { total: newest.total, counts: newest.counts, rows, error: null }
    this.#tell()
  }

  #fail(error: unknown): void {
    this.#shown = { ...this.#shown, error }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
