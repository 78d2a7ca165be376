import { useEffect, useState } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { catchUp, hear, type Reading } from './reading.ts'

/** The reading of one story; its text holds still until `onCatchUp`. */
export function useReading(story: StoryId): {
  reading: Reading | null
  error: Error | null
  onCatchUp: () => void
} {
  const { data, error } = useEngineQuery('story:review', { story }, [
    'stories:changed',
    'story:update',
  ])
  const [reading, setReading] = useState<Reading | null>(null)
  useEffect(() => {
    if (data) setReading((before) => hear(before, data))
  }, [data])
  return {
    reading,
    error,
    onCatchUp: () => setReading((before) => before && catchUp(before)),
  }
}
