import { directionOf, type Labels, type Language } from '../../shared/model/vocabulary.ts'
import { useSettings } from '../bridge/settings.ts'
import type { Dictionary } from './words.ts'

/** Language of the desk's menus and buttons. */
export const useLanguage = (): Language => useSettings().language

/** This dictionary in the desk's language. */
export const useWords = <T>(words: Dictionary<T>): T => words[useLanguage()]

/** For the desk's own words inside a story of another language: they stand in theirs. */
export function useDeskText(): { readonly lang: Language; readonly dir: 'ltr' | 'rtl' } {
  const lang = useLanguage()
  return { lang, dir: directionOf(lang) }
}

/** A label of the newsroom (desk, section, term) in the desk's language. */
export function useLabel(): (labels: Labels) => string {
  const language = useLanguage()
  return (labels) => labels[language]
}
