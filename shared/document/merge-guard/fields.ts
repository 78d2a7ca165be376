/** Single values that two sides set: the one that was replaced is shown, and can be set again. */
import * as Y from 'yjs'
import { blockStateKeys, bodyRoot, mediaOf, metaOf, stateAttribute } from '../story-doc.ts'
import type { Finding } from './merge-report.ts'
import { setValue } from './remedy.ts'
import { findingId } from './slices.ts'
import { sees, type Union } from './union.ts'
import { blockIdOf, itemsOf, type Shared, typeIn } from './union-walk.ts'

export function fieldFindings(union: Union): Finding[] {
  const { doc } = union
  const found = conflictsIn(union, metaOf(doc), (key) => `meta:${key}`, null)
  for (const [key, item] of mediaOf(doc)._map) {
    const entry = typeIn(item)
    if (item.deleted || !(entry instanceof Y.Map)) continue
    found.push(...conflictsIn(union, entry, (name) => `media:${key}:${name}`, null))
  }
  for (const item of itemsOf(bodyRoot(doc))) {
    const element = typeIn(item)
    if (item.deleted || element === null) continue
    found.push(...conflictsIn(union, element, (name) => `body:${bare(name)}`, blockIdOf(item)))
  }
  return found
}

const statePrefix = stateAttribute('')
const bare = (name: string): string =>
  name.startsWith(statePrefix) ? name.slice(statePrefix.length) : name

/** Never a person's choice. */
const unasked = [stateAttribute(blockStateKeys.id), 'schema']

function conflictsIn(
  union: Union,
  map: Shared,
  placeOf: (key: string) => string,
  block: string | null,
): Finding[] {
  return [...map._map]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, newest]) =>
      unasked.includes(key) || newest.content instanceof Y.ContentType
        ? []
        : replacedValues(union, newest).map(({ item, sides }) =>
            finding(item, newest, sides, { key, place: placeOf(key), block }),
          ),
    )
}

interface Replaced {
  readonly item: Y.Item
  readonly sides: number[]
}

/** Values that a side saw last, that the ancestor did not have and that the merge does not show. */
function replacedValues({ views }: Union, newest: Y.Item): Replaced[] {
  const chain: Y.Item[] = []
  for (let item: Y.Item | null = newest; item !== null; item = item.left) chain.push(item)
  const [ancestor, ...sides] = views
  const before = ancestor && chain.find((item) => sees(ancestor, item.lastId))
  const winning = newest.deleted ? undefined : newest
  const replaced = new Map<Y.Item, number[]>()
  for (const [side, view] of sides.entries()) {
    const own = chain.find((item) => sees(view, item.lastId))
    if (!own || own === winning || own === before || !isShown(own)) continue
    if (winning && shownValue(own) === shownValue(winning)) continue
    if (before && shownValue(own) === shownValue(before)) continue
    // Whoever saw it and replaced it meant to.
    const isMeant = sides.some((other) => knows(other, own) && !sees(other, own.lastId))
    if (!isMeant) replaced.set(own, [...(replaced.get(own) ?? []), side])
  }
  return [...replaced].map(([item, whose]) => ({ item, sides: whose }))
}

const knows = (view: Union['views'][number], { lastId }: Y.Item): boolean =>
  (view.known.get(lastId.client) ?? 0) > lastId.clock

const isShown = ({ content }: Y.Item): boolean => content instanceof Y.ContentAny

const shownValue = ({ content }: Y.Item): string =>
  content instanceof Y.ContentAny ? JSON.stringify(content.arr.at(-1) ?? null) : ''

function finding(
  item: Y.Item,
  newest: Y.Item,
  sides: readonly number[],
  { key, place, block }: { key: string; place: string; block: string | null },
): Finding {
  const value = item.content instanceof Y.ContentAny ? item.content.arr.at(-1) : null
  const { client, clock } = item.lastId
  const lost = `${place}|${client}:${clock}`
  return {
    id: findingId('field', lost),
    kind: 'field',
    place,
    words: typeof value === 'string' ? value : JSON.stringify(value ?? null),
    sides,
    block,
    before: '',
    after: '',
    remedy: setValue(value ?? null, newest.lastId, key, lost),
  }
}
