import type { PicturesAway } from '../../../shared/ipc/rows.ts'

/** What is said of a checklist beside it. */
export interface CheckCount {
  /** As many as it shows. */
  readonly lines: number
  readonly blocks: boolean
}

type Line = 'refused' | 'on-the-way'

/** The lines that pictures which the server lacks have in the checklist, the gravest first. */
export function awayLines(away: PicturesAway | null): readonly Line[] {
  if (!away) return []
  const lines: Line[] = []
  if (away.refused > 0) lines.push('refused')
  if (away.waiting + away.elsewhere > 0) lines.push('on-the-way')
  return lines
}

/** The checks of the text, and those lines. */
export function countedWith(ofText: CheckCount, away: PicturesAway | null): CheckCount {
  const more = awayLines(away)
  return {
    lines: ofText.lines + more.length,
    blocks: ofText.blocks || more.includes('refused'),
  }
}
