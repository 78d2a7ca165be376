import { createContext, useContext } from 'react'
import { may } from '../../shared/model/permissions.ts'
import { mayRead, reachOf, standingOf } from '../../shared/model/reading.ts'
import { useMe, useSignedIn } from '../bridge/session.ts'
import { useStoryRow } from './stage/use-stage.ts'

const MayWrite = createContext(true)
export const MayWriteProvider = MayWrite.Provider

/** Whether this person's roles let them write here; the engine and the server judge it again. */
export const useMayWrite = (): boolean => useContext(MayWrite)

/** The answer for the open story; until person and story are known, nothing is locked. */
export function useWritePermission(): boolean {
  const me = useMe()
  const row = useStoryRow()
  return !me || !row || may(me, 'write', row.fact.desk)
}

/** False once the open story is out of this person's reach: it stays as it is until it is closed. */
export function useReadPermission(): boolean {
  const session = useSignedIn()
  const row = useStoryRow()
  return (
    !session || !row || mayRead(reachOf(session.person, session.newsroom), standingOf(row.fact))
  )
}
