import { type CheckCount, countedWith } from './pictures/away-lines.ts'
import { usePicturesAway } from './pictures/use-pictures-away.ts'
import { useFromPulse } from './story-context.ts'

/** What the status bar and the inspector's tab say of the checklist. */
export function useCheckCount(): CheckCount {
  const lines = useFromPulse(({ checks }) => checks.length)
  const blocks = useFromPulse(({ checks }) => checks.some(({ weight }) => weight === 'blocks'))
  return countedWith({ lines, blocks }, usePicturesAway())
}
