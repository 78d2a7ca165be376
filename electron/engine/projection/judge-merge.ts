/** A window of concurrency → what was lost or doubled in it, and both sides as they were. Pure. */
import { packUpdate } from '../../../shared/document/encoding.ts'
import { type MergeFinding, recordFindings } from '../../../shared/document/merge-findings.ts'
import { guardMerge } from '../../../shared/document/merge-guard/merge-guard.ts'
import type { Finding } from '../../../shared/document/merge-guard/merge-report.ts'
import { projectStory } from '../../../shared/document/projection.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import type { StoryContent } from '../../../shared/model/story.ts'
import { withDocument } from '../store/story-texts.ts'
import { concurrentSides, type MetRows } from './concurrent-sides.ts'
import { versionOf } from './project-text.ts'

interface SideVersion {
  readonly hash: VersionHash
  readonly content: StoryContent
}

export type JudgedMerge =
  /** `gap`: pieces are missing. `one-side`: nothing met anything. */
  | { readonly kind: 'gap' | 'one-side' }
  | {
      readonly kind: 'judged'
      readonly findings: readonly Finding[]
      readonly mine: SideVersion
      readonly theirs: SideVersion
    }

/** Side 0 of the findings is mine, side 1 theirs. */
export function judgeMerge(rows: MetRows): JudgedMerge {
  const met = concurrentSides(rows)
  if (met.kind !== 'sides') return { kind: met.kind }
  const report = guardMerge({ ancestor: met.ancestor, sides: met.sides })
  if (!report.judged) return { kind: 'gap' }
  const [mine, theirs] = met.sides.map((side) => versionWith(met.ancestor, side))
  if (!mine || !theirs) throw new Error('a merge has two sides')
  return { kind: 'judged', findings: report.findings, mine, theirs }
}

function versionWith(ancestor: Uint8Array, side: Uint8Array): SideVersion {
  return withDocument([ancestor, side], (doc) => {
    const content = projectStory(doc)
    return { hash: versionOf(content), content }
  })
}

/** What writes those findings into the story; null when all of them stand there already. */
export function findingsUpdate(
  parts: readonly Uint8Array[],
  findings: readonly MergeFinding[],
): Uint8Array | null {
  return withDocument(parts, (doc) => {
    const made: Uint8Array[] = []
    doc.on('updateV2', (update: Uint8Array) => made.push(packUpdate(update)))
    recordFindings(doc, findings)
    return made[0] ?? null
  })
}
