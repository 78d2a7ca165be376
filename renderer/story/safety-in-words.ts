import type { Safety } from '../../shared/ipc/rows.ts'
import type { SaveTrouble, ShownSafety } from '../editor/provider/safety-word.ts'
import type { storyWords } from '../words/story.ts'

type Words = (typeof storyWords)['en']

/** Why words are not saved and what helps, in the desk's language. */
export function notSavedInWords(trouble: SaveTrouble, words: Words): Safety {
  if (trouble.kind === 'engine-silent') {
    return { word: 'not-saved', why: words.engineSilent, remedy: words.engineSilentRemedy }
  }
  const { why, remedy } = trouble
  return { word: 'not-saved', why, remedy: remedy ?? words.saveRemedy }
}

/** The word of an open story, as it is shown. */
export const safetyInWords = (safety: ShownSafety, words: Words): Safety =>
  safety.word === 'not-saved' ? notSavedInWords(safety.trouble, words) : safety
