import { createContext, useContext } from 'react'
import { may } from '../../shared/model/permissions.ts'
import { useMe } from '../bridge/session.ts'
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
