import { useMemo } from 'react'
import type { UserId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { useEngineQuery } from './use-engine-query.ts'

const none: readonly Person[] = []

/** Everybody of the newsroom that this device knows. */
export const usePeople = (): readonly Person[] =>
  useEngineQuery('people:list', {}, ['session:changed', 'stories:changed']).data?.people ?? none

/** Names by id; an unknown person is an empty string. */
export function useNameOf(): (id: UserId) => string {
  const people = usePeople()
  return useMemo(() => {
    const names = new Map(people.map((person) => [person.id, person.name]))
    return (id) => names.get(id) ?? ''
  }, [people])
}
