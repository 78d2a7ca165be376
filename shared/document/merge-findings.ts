/**
 * Findings of the merge guard, kept in the story's own document, so that everybody who has the story
 * sees them, offline too, and one person settles them for all.
 *
 *     merges   Y.Map: `found:ID` → finding, `settled:ID` → how, by whom, when
 *
 * MF1  A finding written by two desks is one finding; settled by two, it is settled.
 * MF2  Findings are no content: neither the version hash nor an approval changes with them.
 * MF3  What was found in a headline or standfirst carries both people's whole line, so that every desk
 *      that shows it can choose.
 */
import type * as Y from 'yjs'
import { z } from 'zod'
import { userIdSchema } from '../model/ids.ts'
import { instantSchema } from '../model/time.ts'
import { findingKinds } from './merge-guard/merge-report.ts'

const root = 'merges'

/** What a side's people had in a whole headline or standfirst. */
const lineSchema = z.object({
  by: z.array(userIdSchema).max(20),
  text: z.string().max(4000),
})
export type SideLine = z.infer<typeof lineSchema>

/** A finding with names and time, as the review shows it. */
export const mergeFindingSchema = z.object({
  id: z.string().min(1).max(80),
  kind: z.enum(findingKinds),
  place: z.string().max(200),
  words: z.string().max(20_000),
  /** Whose words they are; empty when it cannot be told. */
  authors: z.array(userIdSchema).max(20),
  /** Who wrote at the same time. */
  others: z.array(userIdSchema).max(20),
  block: z.string().nullable(),
  before: z.string().max(2000),
  after: z.string().max(2000),
  remedy: z.instanceof(Uint8Array).nullable(),
  /** Both sides' whole headline or standfirst, where the finding is in one and they differ. */
  lines: z.tuple([lineSchema, lineSchema]).optional(),
  foundAt: instantSchema,
})
export type MergeFinding = z.infer<typeof mergeFindingSchema>

/** `restored` and `removed`: the remedy was applied; `kept`: the text is right as it stands. */
export const settlementSchema = z.object({
  how: z.enum(['restored', 'removed', 'kept']),
  by: userIdSchema,
  at: instantSchema,
})
export type Settlement = z.infer<typeof settlementSchema>

const mergesOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(root)

/** Calls `listener` whenever a finding comes or is settled; gives the way to stop. */
export function onFindings(doc: Y.Doc, listener: () => void): () => void {
  const merges = mergesOf(doc)
  merges.observe(listener)
  return () => merges.unobserve(listener)
}

/** Writes findings that are not there yet; true when any was new. */
export function recordFindings(doc: Y.Doc, findings: readonly MergeFinding[]): boolean {
  const merges = mergesOf(doc)
  const fresh = findings.filter(({ id }) => !merges.has(`found:${id}`))
  doc.transact(() => {
    for (const finding of fresh) merges.set(`found:${finding.id}`, finding)
  }, 'merge-guard')
  return fresh.length > 0
}

/** Settles a finding; the first settlement that a desk knows of stands. */
export function settleFinding(doc: Y.Doc, id: string, settlement: Settlement): void {
  const merges = mergesOf(doc)
  if (merges.has(`settled:${id}`)) return
  doc.transact(() => merges.set(`settled:${id}`, settlement), 'merge-guard')
}

/** Takes a settlement back (undo). */
export function reopenFinding(doc: Y.Doc, id: string): void {
  doc.transact(() => mergesOf(doc).delete(`settled:${id}`), 'merge-guard')
}

export interface KnownFinding {
  readonly finding: MergeFinding
  readonly settled: Settlement | null
}

/** Every readable finding, oldest first; what does not parse is left out. */
export function findingsOf(doc: Y.Doc): KnownFinding[] {
  const merges = mergesOf(doc)
  const known: KnownFinding[] = []
  for (const [key, value] of merges.entries()) {
    if (!key.startsWith('found:')) continue
    const finding = mergeFindingSchema.safeParse(value)
    if (!finding.success || `found:${finding.data.id}` !== key) continue
    const settled = settlementSchema.safeParse(merges.get(`settled:${finding.data.id}`))
    known.push({ finding: finding.data, settled: settled.success ? settled.data : null })
  }
  return known.sort(
    (a, b) => a.finding.foundAt - b.finding.foundAt || (a.finding.id < b.finding.id ? -1 : 1),
  )
}

export const openFindings = (doc: Y.Doc): MergeFinding[] =>
  findingsOf(doc)
    .filter(({ settled }) => settled === null)
    .map(({ finding }) => finding)
