import { useEffect, useMemo, useRef, useState } from 'react'
import { canonicalContent } from '../../../shared/document/projection.ts'
import type { StoryRow } from '../../../shared/ipc/rows.ts'
import { parseVersionHash, type VersionHash } from '../../../shared/model/ids.ts'
import { missingForReaders } from '../../../shared/model/readiness.ts'
import type { StoryContent } from '../../../shared/model/story.ts'
import { useMe } from '../../bridge/session.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { useServerNow } from '../../bridge/use-now.ts'
import { useFromPulse, useStory } from '../story-context.ts'
import { type StageChoice, stageChoice } from './stage-actions.ts'

export type StageRow = Pick<StoryRow, 'fact' | 'pending'>

/** What the stage bar shows of the story's row: the same value until it is another. */
export function useStoryRow(): StageRow | null {
  const { story } = useStory()
  const { data } = useEngineQuery('stories:row', { story }, ['stories:changed'])
  const last = useRef<{ json: string; row: StageRow | null }>({ json: 'null', row: null })
  const row = data ? { fact: data.fact, pending: data.pending } : null
  const json = JSON.stringify(row)
  if (json !== last.current.json) last.current = { json, row }
  return last.current.row
}

async function hashOf(content: StoryContent): Promise<VersionHash> {
  const bytes = new TextEncoder().encode(canonicalContent(content))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return parseVersionHash([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
}

/** Quiet time before the text is hashed, in milliseconds: nobody presses a button while typing. */
const quiet = 700

/** The version on the screen, once the keys rest; for previews of `decide` only. */
function useVersion(): VersionHash | null {
  const { content } = useStory()
  const [version, setVersion] = useState<VersionHash | null>(null)
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const hash = () =>
      void hashOf(content.get().content).then((hashed) => current && setVersion(hashed))
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(hash, quiet)
    }
    hash()
    const stop = content.subscribe(soon)
    return () => {
      current = false
      clearTimeout(timer)
      stop()
    }
  }, [content])
  return version
}

/** What this person may do with the story now; null until it is known who and what. */
export function useStageChoice(row: StageRow | null): StageChoice | null {
  const me = useMe()
  const { content } = useStory()
  const lacks = useFromPulse((pulse) => missingForReaders(pulse.content).join())
  const version = useVersion()
  const now = useServerNow(15_000)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `lacks` stands for what is missing
  return useMemo(() => {
    if (!row || !me) return null
    const missing = missingForReaders(content.get().content)
    return stageChoice(row.fact, { actor: me, now, version, missing })
  }, [row, me, content, lacks, version, now])
}
