/** What the merge guard is asked and what it answers. Pure values; no desk, no clock. */

/** Two or more sides that wrote at the same time. */
export interface MergeInput {
  /** Packed state that every side had before it wrote. */
  readonly ancestor: Uint8Array
  /** One packed update a side: what it wrote since, or its whole state. */
  readonly sides: readonly Uint8Array[]
}

/**
 *     lost-typed   a side's new words do not stand in the merge
 *     lost-moved   words that nobody dropped, moved by a side, and no copy is alive
 *     doubled      the same words stand twice, once from each side
 *     returned     words that one side dropped are back, as the other side's copy
 *     garbled      a word that nobody wrote
 *     apart        a typed word lives, but both its neighbours are in another block
 *     field        a single value (slug, kind, section, credit …) that one side set and the other replaced
 */
export const findingKinds = [
  'lost-typed',
  'lost-moved',
  'doubled',
  'returned',
  'garbled',
  'apart',
  'field',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** One thing a person should look at after a merge. */
export interface Finding {
  /** Equal on every desk that merges the same sides, whatever their order. */
  readonly id: string
  readonly kind: FindingKind
  /** `body`, `headline`, `standfirst`, `meta:slug`, `media:KEY:caption` … */
  readonly place: string
  /** The words, as their author wrote them. */
  readonly words: string
  /** Indexes into `MergeInput.sides`: whose words they are. */
  readonly sides: readonly number[]
  /** Id of the block of the merge beside which they belong; null outside the body. */
  readonly block: string | null
  /** A few words before and after them in the author's text. */
  readonly before: string
  readonly after: string
  /**
   * Packed update that puts it right: brings lost words back, removes the double or what returned.
   * Byte-identical on every desk, so that pressed twice it counts once. Null: only a person can.
   */
  readonly remedy: Uint8Array | null
}

export type MergeReport =
  | { readonly judged: true; readonly findings: readonly Finding[] }
  /** `gap`: pieces are missing; ask for them first. */
  | { readonly judged: false; readonly because: 'gap' }
