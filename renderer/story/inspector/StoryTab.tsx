import { type StoryKind, storyKinds } from '../../../shared/model/story.ts'
import {
  groupLabels,
  type Language,
  languages,
  type SectionKey,
  sectionKeys,
  sections,
} from '../../../shared/model/vocabulary.ts'
import { ComboBoxField } from '../../ui/ComboBoxField.tsx'
import { Select } from '../../ui/Select.tsx'
import { languageNames } from '../../words/desk.ts'
import { inspectorWords } from '../../words/inspector.ts'
import { kindWords } from '../../words/kinds.ts'
import { useLabel, useWords } from '../../words/use-words.ts'
import { useFromPulse, useStory } from '../story-context.ts'
import { EmbargoField } from './EmbargoField.tsx'
import { MetaText } from './MetaText.tsx'
import { RegionsField, TermsField } from './TermsField.tsx'
import { setMeta, useMeta } from './use-meta.ts'

/** The fields that every story has. */
export function StoryTab() {
  const words = useWords(inspectorWords)
  return (
    <>
      <KindAndLanguage />
      <SectionField />
      <RegionsField label={words.regions} />
      <TermsField label={words.topics} set="topics" scheme="topic" />
      <TermsField label={words.coverage} set="coverage" scheme="coverage" />
      <div className="field-pair">
        <MetaText name="byline" label={words.byline} />
        <MetaText name="source" label={words.source} />
      </div>
      <div className="field-pair">
        <MetaText name="dateline" label={words.dateline} />
        <MetaText name="slug" label={words.slug} placeholder={words.slugHint} />
      </div>
      <EmbargoField />
    </>
  )
}

function KindAndLanguage() {
  const words = useWords(inspectorWords)
  const kinds = useWords(kindWords)
  const { doc, undo } = useStory()
  const kind = useFromPulse(({ content }) => content.meta.kind)
  const language = useFromPulse(({ content }) => content.meta.language)
  return (
    <div className="field-pair">
      <Select<StoryKind>
        label={words.kind}
        value={kind}
        options={storyKinds.map((key) => ({ key, label: kinds[key] }))}
        onChange={(key) => setMeta(doc, undo, 'kind', key)}
      />
      <Select<Language>
        label={words.language}
        value={language}
        options={languages.map((key) => ({ key, label: languageNames[key] }))}
        onChange={(key) => setMeta(doc, undo, 'language', key)}
      />
    </div>
  )
}

function SectionField() {
  const words = useWords(inspectorWords)
  const label = useLabel()
  const { doc, undo } = useStory()
  const section = useMeta(doc, 'section')
  const options = sectionKeys.map((key) => {
    const { group, labels } = sections[key]
    const own = label(labels)
    const whole = label(groupLabels[group])
    return { key, label: own === whole ? own : `${whole} › ${own}` }
  })
  const isKnown = (key: unknown): key is SectionKey => (sectionKeys as unknown[]).includes(key)
  const value = isKnown(section) ? section : null
  return (
    <div data-place="section" tabIndex={-1}>
      <ComboBoxField
        label={words.section}
        value={value}
        options={options}
        placeholder={words.sectionHint}
        onChange={(key) => setMeta(doc, undo, 'section', key)}
      />
    </div>
  )
}
