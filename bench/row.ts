/** One line of a bench: ours beside a peer or a floor measured in the same run. */
export interface Row {
  readonly what: string
  readonly unit: string
  readonly ours: number
  readonly beside: number
  readonly besideName: string
  readonly ratio: number
  /** The goal in words; empty when the row only informs. */
  readonly goal: string
  readonly ok: boolean
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Builds a row; `meets` judges the unrounded numbers. */
export function row(
  line: Pick<Row, 'what' | 'unit' | 'ours' | 'beside' | 'besideName' | 'goal'>,
  meets: (ours: number, beside: number) => boolean = () => true,
): Row {
  const { ours, beside } = line
  return {
    ...line,
    ours: rounded(ours),
    beside: rounded(beside),
    ratio: rounded(ours / beside),
    ok: Number.isFinite(ours) && Number.isFinite(beside) && meets(ours, beside),
  }
}
