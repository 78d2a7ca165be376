/**
 * The merge guard: after two or more sides wrote at the same time, what of their words is missing
 * from the merge, stands twice, came back or was garbled; each with an update that puts it right.
 * A CRDT alone cannot promise that: a block that one joins while another types in it takes the
 * typed words with it.
 *
 *     ancestor + sides → union → walk → words → copies → verdicts → [findings]
 *
 * MG1  Every word that a side wrote and nobody dropped stands in the merge or is named.
 * MG2  A merge that lost, doubled and garbled nothing gives no finding.
 * MG3  The same sides give the same findings and the same remedies, byte for byte, in any order.
 */
import { apartFindings } from './apart.ts'
import { fatesOf } from './fates.ts'
import { fieldFindings } from './fields.ts'
import { garbledFindings } from './garbled.ts'
import { traceLineage } from './lineage.ts'
import { lostFindings } from './lost.ts'
import type { Finding, MergeInput, MergeReport } from './merge-report.ts'
import { withoutMoves } from './moves.ts'
import { plainReading, type Reading } from './reading.ts'
import { removalFindings } from './removals.ts'
import { judgeRepeats } from './repeats.ts'
import { judgeTakenBack } from './taken-back.ts'
import { typedWords } from './typed-words.ts'
import { uniteSides } from './union.ts'
import { walkUnion } from './union-walk.ts'

/** Judges a merge from the ancestor and one update a side; touches no document of the caller. */
export function guardMerge(input: MergeInput, reading: Reading = plainReading): MergeReport {
  if (input.sides.length < 2) return { judged: true, findings: [] }
  const union = uniteSides(input)
  if (union === null) return { judged: false, because: 'gap' }
  const sideCount = union.views.length - 1
  const lineage = traceLineage(walkUnion(union), sideCount, reading)
  const typed = lineage.sides.map((_, side) => typedWords(lineage, side))
  for (const [side, words] of typed.entries()) judgeTakenBack(lineage, side, words)
  const extra = new Map<number, readonly number[]>()
  judgeRepeats(lineage, typed, extra)
  const fates = fatesOf(lineage, typed.flat(), extra)
  const findings: Finding[] = [
    ...typed.flatMap((words, side) => lostFindings(lineage, side, words, fates)),
    ...removalFindings(lineage, fates),
    ...garbledFindings(lineage, typed, fates),
    ...typed.flatMap((words, side) => apartFindings(lineage, side, words, fates)),
    ...fieldFindings(union),
  ]
  union.doc.destroy()
  return { judged: true, findings: withoutMoves(onceEach(findings), reading) }
}

/** A word that two sides show alike is one finding of both. */
function onceEach(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>()
  for (const finding of findings) {
    const known = byId.get(finding.id)
    const sides = known
      ? [...new Set([...known.sides, ...finding.sides])].sort((a, b) => a - b)
      : []
    byId.set(finding.id, known ? { ...known, sides } : finding)
  }
  return [...byId.values()]
}
