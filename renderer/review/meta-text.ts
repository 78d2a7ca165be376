import type { TermFact } from '../../shared/model/facts.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { type Labels, regions, sections } from '../../shared/model/vocabulary.ts'
import { languageNames } from '../words/desk.ts'
import { kindWords } from '../words/kinds.ts'
import type { MetaChange } from './review-diff.ts'

const labelled = (table: Readonly<Record<string, Labels>>, key: string, language: Language) =>
  table[key]?.[language] ?? key

function one(
  field: MetaChange['field'],
  key: string,
  language: Language,
  terms: readonly TermFact[],
): string {
  switch (field) {
    case 'kind':
      return (kindWords[language] as Readonly<Record<string, string>>)[key] ?? key
    case 'language':
      return (languageNames as Readonly<Record<string, string>>)[key] ?? key
    case 'section':
      return labelled(
        Object.fromEntries(Object.entries(sections).map(([name, { labels }]) => [name, labels])),
        key,
        language,
      )
    case 'regions':
      return labelled(regions, key, language)
    case 'topics':
    case 'coverage':
      return terms.find((term) => term.key === key)?.labels[language] ?? key
    default:
      return key
  }
}

/** A value of the story's facts in words; empty when nothing is set. */
export function metaText(
  field: MetaChange['field'],
  value: MetaChange['after'],
  language: Language,
  terms: readonly TermFact[],
): string {
  const keys = Array.isArray(value) ? value : value === null || value === '' ? [] : [value]
  return keys
    .map((key) => one(field, String(key), language, terms))
    .join(language === 'ar' ? '، ' : ', ')
}
