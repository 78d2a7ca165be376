import type { Language } from '../../shared/model/vocabulary.ts'
import type { LeftOut, Pasted } from '../editor/paste/pasted.ts'
import type { storyWords } from '../words/story.ts'

type Words = (typeof storyWords)['en']

/** What a paste left out, in a sentence; null when it left out nothing worth a word. */
export function pasteReport(words: Words, language: Language, pasted: Pasted): string | null {
  if (pasted.leftOut.size === 0) return null
  const kinds = [...pasted.leftOut].map(([what, n]: [LeftOut, number]) =>
    words.leftOutKinds[what](n),
  )
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(kinds)
  return `${words.pasted(pasted.blocks.length)} ${words.leftOut(list)}`
}
