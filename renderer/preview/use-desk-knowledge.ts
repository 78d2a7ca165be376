import { useMemo } from 'react'
import { useSignedIn } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { useNow } from '../bridge/use-now.ts'
import type { DeskKnowledge } from './reader-pages.ts'

/** As many stories as a front page can show. */
const live = { list: 'live', desk: null, offset: 0, limit: 80 } as const

/** What a reader's page needs besides its own story; null until it is all here. */
export function useDeskKnowledge(): DeskKnowledge | null {
  const newsroom = useSignedIn()?.newsroom
  const terms = useEngineQuery('terms:list', {}, ['terms:changed']).data?.terms
  const breaking = useEngineQuery('breaking:list', {}, ['breaking:changed']).data?.lines
  const rows = useEngineQuery('stories:list', live, ['stories:changed']).data?.rows
  const now = useNow(60_000)
  return useMemo(() => {
    if (!newsroom || !terms || !breaking || !rows) return null
    // A line that still waits for the server is before nobody's eyes.
    const shown = breaking.filter(({ fact, pending }) => !pending || fact.stage.at !== 'live')
    return { newsroom, terms, live: rows, now, breaking: shown.map(({ fact }) => fact) }
  }, [newsroom, terms, breaking, rows, now])
}
