import { useCallback, useSyncExternalStore } from 'react'
import { atMostEvery } from './calm.ts'
import { engine } from './engine.ts'
import type { EngineCallName, EngineEventName, EngineInput, EngineOutput } from './engine-client.ts'
import { Query, type QueryState } from './query.ts'

/** Answers stay after their last reader leaves, so that a screen comes back with what it showed. */
const queries = new Map<string, Query<unknown>>()
const mostKept = 60

/** Events that come with every key of whoever types; a screen that is a second behind will do. */
const eachKey: ReadonlySet<EngineEventName> = new Set(['stories:changed', 'story:update'])
const whileTyping = 1000

function queryFor<K extends EngineCallName>(
  name: K,
  input: EngineInput<K>,
  on: readonly EngineEventName[],
): Query<EngineOutput<K>> {
  const key = `${name} ${JSON.stringify(input)}`
  const known = queries.get(key)
  if (known) return known as Query<EngineOutput<K>>
  const query = new Query<EngineOutput<K>>({
    ask: () => engine.call(name, input),
    watch: (again) => {
      const soon = atMostEvery(whileTyping, again)
      const stops = [
        engine.onRestart(again),
        ...on.map((event) => engine.on(event, eachKey.has(event) ? soon : again)),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  })
  if (queries.size >= mostKept) queries.delete(queries.keys().next().value ?? '')
  queries.set(key, query as Query<unknown>)
  return query
}

const nothing: QueryState<never> = { data: undefined, error: null, loading: false }
const noQuery = { subscribe: () => () => {}, snapshot: () => nothing, refresh: () => {} }

/**
 * The engine's answer to `name` with `input`, asked again after each event in `on` and after an
 * engine restart. `input` null asks nothing. The events of a call must be the same everywhere.
 */
export function useEngineQuery<K extends EngineCallName>(
  name: K,
  input: EngineInput<K> | null,
  on: readonly EngineEventName[] = [],
): QueryState<EngineOutput<K>> & { refresh: () => void } {
  const query = input === null ? noQuery : queryFor(name, input, on)
  const subscribe = useCallback((changed: () => void) => query.subscribe(changed), [query])
  const state = useSyncExternalStore<QueryState<EngineOutput<K>>>(subscribe, query.snapshot)
  return { ...state, refresh: query.refresh }
}
