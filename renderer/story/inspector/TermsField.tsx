import { refusalText } from '../../../shared/model/refusals.ts'
import { regionKeys, regions, type TermScheme } from '../../../shared/model/vocabulary.ts'
import { engine } from '../../bridge/engine.ts'
import { useEngineQuery } from '../../bridge/use-engine-query.ts'
import { TagField } from '../../ui/TagField.tsx'
import { toastAlarm, toastFailure } from '../../ui/toasts.ts'
import { inspectorWords } from '../../words/inspector.ts'
import { useLabel, useLanguage, useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import { termKeyOf } from './slug.ts'
import { addToSet, removeFromSet, useMetaSet } from './use-meta.ts'

/** The regions a story is about. */
export function RegionsField({ label }: { label: string }) {
  const nameOf = useLabel()
  const { doc, undo } = useStory()
  const value = useMetaSet(doc, 'regions')
  return (
    <TagField
      label={label}
      value={value}
      options={regionKeys.map((key) => ({ key, label: nameOf(regions[key]) }))}
      onAdd={(key) => addToSet(doc, undo, 'regions', key)}
      onRemove={(key) => removeFromSet(doc, undo, 'regions', key)}
    />
  )
}

interface TermsFieldProps {
  readonly label: string
  readonly set: 'topics' | 'coverage'
  readonly scheme: TermScheme
}

/** Topics or coverage collections of the newsroom; a new one is asked for and used at once. */
export function TermsField({ label, set, scheme }: TermsFieldProps) {
  const words = useWords(inspectorWords)
  const language = useLanguage()
  const nameOf = useLabel()
  const { doc, undo } = useStory()
  const value = useMetaSet(doc, set)
  const { data } = useEngineQuery('terms:list', {}, ['terms:changed'])
  const options = (data?.terms ?? [])
    .filter((term) => term.scheme === scheme)
    .map(({ key, labels }) => ({ key, label: nameOf(labels) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))

  const create = async (text: string) => {
    const name = text.slice(0, 80)
    const key = termKeyOf(name, () => crypto.randomUUID().slice(0, 8))
    addToSet(doc, undo, set, key)
    if (options.some((option) => option.key === key)) return
    try {
      const labels = { en: name, ar: name, es: name }
      const answer = await engine.call('command:send', {
        command: { do: 'add-term', scheme, key, labels },
      })
      if (answer.kind === 'refused') toastAlarm(refusalText[answer.because][language])
    } catch (error) {
      toastFailure(error, words.termFailed)
    }
  }
  return (
    <TagField
      label={label}
      value={value}
      options={options}
      onAdd={(key) => addToSet(doc, undo, set, key)}
      onRemove={(key) => removeFromSet(doc, undo, set, key)}
      onCreate={(text) => void create(text)}
    />
  )
}
