/**
 * Search, lists and chips of a desk with 1,000, 10,000 and 100,000 stories: what each question costs
 * the engine, and how it grows. The store is the real one, asked as the screens ask it.
 *
 * A word is always asked as the beginning of a word (DSI1): SQLite then merges the lists of every
 * word that begins so before it can name the newest. An exact word needs no such merging; it stands
 * here as the floor, and has the goal of one millisecond that was once set for both. What a person
 * types is judged like a prefix, 8 ms: half a frame.
 *
 * Times are CPU, so that what else the machine does decides nothing; the store's file is in memory.
 */
import { join } from 'node:path'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { openStore, type Store } from '../electron/engine/store/store.ts'
import { parseDeskId, parseUserId } from '../shared/model/ids.ts'
import { percentile } from './percentile.ts'
import { picked } from './picked.ts'
import { wordOf } from './prose.ts'
import { type Row, row } from './row.ts'
import { seedStore } from './seeded-store.ts'

const sizes = [1000, 10_000, 100_000] as const
const me = parseUserId('00000000-0000-7000-8000-000000000001')
const desk = parseDeskId('city')
const questions = 200
const page = { list: 'all', desk: null, desks: [desk], offset: 0, limit: 100 } as const
const opening = 'opening the store, first page and counts, by the clock'
/** Rows that the palette and the search screen ask for. */
const hits = 50

interface Question {
  readonly what: string
  /** Milliseconds at the 95th percentile that are allowed at 100,000 stories; null: only told. */
  readonly allowed: number | null
  /** Done before each question, outside of its time. */
  before?(store: Store, random: () => number): void
  ask(store: Store, random: () => number): unknown
}

const between = (random: () => number, from: number, to: number): number =>
  from + Math.floor(random() * (to - from))

const all: readonly Question[] = [
  {
    what: 'an exact word in the bare index, newest first',
    allowed: 1,
    ask: (store, random) =>
      store.db.get(
        `select json_group_array(rowid) as ids from (
           select rowid from search where search match ? order by rowid desc limit 300)`,
        `"${wordOf(between(random, 50, 5000))}"`,
      ),
  },
  {
    what: 'a word or its beginning, newest first: match and rank',
    allowed: 8,
    ask: (store, random) => store.search.match(wordOf(between(random, 50, 5000)), hits),
  },
  {
    what: 'three letters, newest first: match and rank',
    allowed: 8,
    ask: (store, random) => store.search.match(wordOf(between(random, 50, 5000)).slice(0, 3), hits),
  },
  {
    what: 'a word, hits with their excerpts',
    allowed: 10,
    ask: (store, random) => store.search.find(wordOf(between(random, 50, 5000)), hits),
  },
  {
    what: 'the most frequent words, hits with their excerpts',
    allowed: 16,
    ask: (store, random) => store.search.find(wordOf(between(random, 0, 20)), hits),
  },
  {
    what: 'two words, hits with their excerpts',
    allowed: 16,
    ask: (store, random) =>
      store.search.find(
        `${wordOf(between(random, 0, 50))} ${wordOf(between(random, 50, 500))}`,
        hits,
      ),
  },
  {
    what: 'counts of all lists, after a change',
    allowed: 4,
    before(store, random) {
      const [story] = store.lists.page({ ...page, offset: between(random, 0, 500), limit: 1 })
      if (story) store.db.run('update story set words = words + 1 where id = ?', story)
    },
    ask: (store) => store.lists.counts(null, [desk]),
  },
  {
    what: 'first page of a list',
    allowed: 4,
    ask: (store) => store.lists.page(page),
  },
  {
    what: 'a page in the middle of a list',
    allowed: 16,
    ask: (store, random) => store.lists.page({ ...page, offset: between(random, 0, 900) }),
  },
  {
    what: 'the last page of a list',
    allowed: 16,
    ask(store) {
      const offset = Math.max(0, store.lists.counts(null, [desk]).all - page.limit)
      return store.lists.page({ ...page, offset })
    },
  },
]

function p95(store: Store, question: Question): number {
  const random = picked(7)
  for (let n = 0; n < 20; n += 1) question.ask(store, random)
  const times = Array.from({ length: questions }, () => {
    question.before?.(store, random)
    const began = process.cpuUsage()
    question.ask(store, random)
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1000
  })
  return percentile(times, 0.95)
}

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const times = new Map<number, Map<string, number>>()
  for (const stories of sizes) {
    const folder = join(scratchFolder(onEnd, 'search'), 'desk')
    seedStore(folder, { stories, me, desk })
    const began = performance.now()
    const store = openStore({ folder, me, device: null, onTrouble: () => {} })
    store.lists.page(page)
    store.lists.counts(null, [desk])
    const ofSize = new Map([[opening, performance.now() - began]])
    for (const question of all) ofSize.set(question.what, p95(store, question))
    store.close()
    times.set(stories, ofSize)
  }
  return rowsOf(times)
}

function rowsOf(times: ReadonlyMap<number, ReadonlyMap<string, number>>): Row[] {
  const [smallest] = sizes
  const names = [...(times.get(smallest)?.keys() ?? [])]
  return names.flatMap((what) =>
    sizes.map((stories) => {
      const allowed = all.find((one) => one.what === what)?.allowed ?? null
      const isJudged = allowed !== null && stories === 100_000
      return row(
        {
          what: `${what}, ${stories.toLocaleString('en')} stories${what === opening ? '' : ', CPU p95'}`,
          unit: 'ms',
          ours: times.get(stories)?.get(what) ?? Number.NaN,
          beside: times.get(smallest)?.get(what) ?? Number.NaN,
          besideName: `${smallest.toLocaleString('en')} stories`,
          goal: isJudged ? `≤ ${allowed} ms` : '',
        },
        (ours) => !isJudged || ours <= allowed,
      )
    }),
  )
}

/** Measures and judges; see `npm run bench search`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
