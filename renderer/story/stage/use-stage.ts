import { useEffect, useMemo, useState } from 'react'
import { canonicalContent } from '../../../shared/document/projection.ts'
import type { StoryRow } from '../../../shared/ipc/rows.ts'
import { parseVersionHash, type VersionHash } from '../../../shared/model/ids.ts'
import { missingForReaders } from '../../../shared/model/readiness.ts'
import type { StoryContent } from '../../../shared/model/story.ts'
import { clockOffset } from '../../bridge/network.ts'
import { useMe } from '../../bridge/session.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { useNow } from '../../bridge/use-now.ts'
import { usePulse, useStory } from '../story-context.ts'
import { type StageChoice, stageChoice } from './stage-actions.ts'

/** The row of the open story as the engine knows it. */
export function useStoryRow(): StoryRow | null {
  const { story } = useStory()
  return useEngineQuery('stories:row', { story }, ['stories:changed']).data ?? null
}

async function hashOf(content: StoryContent): Promise<VersionHash> {
  const bytes = new TextEncoder().encode(canonicalContent(content))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return parseVersionHash([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
}

/** The version on the screen, a moment behind the keys; for previews of `decide` only. */
function useVersion(content: StoryContent): VersionHash | null {
  const [version, setVersion] = useState<VersionHash | null>(null)
  useEffect(() => {
    let current = true
    void hashOf(content).then((hash) => current && setVersion(hash))
    return () => {
      current = false
    }
  }, [content])
  return version
}

/** What this person may do with the story now; null until it is known who and what. */
export function useStageChoice(row: StoryRow | null): StageChoice | null {
  const me = useMe()
  const { content } = usePulse()
  const version = useVersion(content)
  const now = useNow(15_000)
  return useMemo(() => {
    if (!row || !me) return null
    const missing = missingForReaders(content)
    return stageChoice(row.fact, { actor: me, now: now + clockOffset(), version, missing })
  }, [row, me, content, version, now])
}
