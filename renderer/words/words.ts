/** Dictionaries: every visible word of the desk in each of its languages, checked by the compiler. */
import type { Language } from '../../shared/model/vocabulary.ts'

export type Dictionary<T> = Readonly<Record<Language, T>>

/** A dictionary whose Arabic and Spanish have exactly the entries of the English one. */
export const dictionary = <T>(
  en: T,
  others: { readonly ar: NoInfer<T>; readonly es: NoInfer<T> },
): Dictionary<T> => ({ en, ...others })

/** Locale for numbers, dates and clocks: the Arabic desk shows Arabic-Indic digits, all of them. */
export const localeOf: Record<Language, string> = { en: 'en-GB', ar: 'ar-LB-u-nu-arab', es: 'es' }

const numberFormats = new Map<string, Intl.NumberFormat>()

/** A number as the language writes it: 1,240 · ١٬٢٤٠ · 1240. */
export function number(language: Language, value: number): string {
  const known = numberFormats.get(language) ?? new Intl.NumberFormat(localeOf[language])
  numberFormats.set(language, known)
  return known.format(value)
}

/** A text with its digits as the language writes them: "4:09" · "٤:٠٩". */
export const figures = (language: Language, text: string): string =>
  text.replace(/\d/g, (digit) => number(language, Number(digit)))

/** Forms of a counted noun; `#` stands for the number. Arabic needs them all. */
export interface CountForms {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

const pluralRules = new Map<string, Intl.PluralRules>()

/** "1 word", "612 words"; in Arabic with its dual and its two plurals. */
export function counted(language: Language, value: number, forms: CountForms): string {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language)
  pluralRules.set(language, rules)
  const form = forms[rules.select(value)] ?? forms.other
  return form.replace('#', number(language, value))
}
