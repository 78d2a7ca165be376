import { useDeferredValue } from 'react'
import type { SearchHit } from '../../shared/ipc/rows.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'

interface SearchState {
  readonly hits: readonly SearchHit[]
  /** Text that the hits answer; behind what is typed for a moment. */
  readonly answers: string
  readonly settled: boolean
  readonly error: Error | null
}

const none: readonly SearchHit[] = []

/** Hits for what is typed, renewed as stories change. */
export function useSearch(typed: string, limit: number): SearchState {
  const text = useDeferredValue(typed.trim().slice(0, 500))
  const answer = useEngineQuery('stories:search', text ? { text, limit } : null, [
    'stories:changed',
  ])
  return {
    hits: answer.data?.hits ?? none,
    answers: text,
    settled: answer.data !== undefined,
    error: answer.error,
  }
}
