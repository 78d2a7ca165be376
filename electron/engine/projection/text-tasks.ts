/** What the text worker is asked and what it answers. */
import type { MergeFinding } from '../../../shared/document/merge-findings.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import type { MetRows } from './concurrent-sides.ts'
import type { FoldedTexts, SideUpdates } from './fold-text.ts'
import type { JudgedMerge } from './judge-merge.ts'
import type { ProjectedText } from './project-text.ts'

export type TextTask =
  | { do: 'project'; parts: readonly Uint8Array[]; wanted: VersionHash | null }
  /** One update that holds the whole document. */
  | { do: 'compact'; parts: readonly Uint8Array[] }
  /** What was lost or doubled where both sides wrote. */
  | ({ do: 'judge' } & MetRows)
  /** One update that writes findings into the story. */
  | { do: 'record'; parts: readonly Uint8Array[]; findings: readonly MergeFinding[] }
  /** One update that holds several, without the document they belong to. */
  | { do: 'merge'; parts: readonly Uint8Array[] }
  /** A shorter form of a story whose sides must stay apart. */
  | { do: 'fold'; base: readonly Uint8Array[]; segments: readonly SideUpdates[] }

export interface TextResults {
  judge: JudgedMerge
  record: Uint8Array | null
  project: ProjectedText
  compact: Uint8Array
  merge: Uint8Array
  fold: FoldedTexts
}

export interface TextRequest {
  readonly id: number
  readonly task: TextTask
}

export type TextAnswer =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
