import { isStoryId } from '../../shared/model/ids.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { ComboBoxField } from '../ui/ComboBoxField.tsx'
import { Select } from '../ui/Select.tsx'
import { breakingWords, lifeText } from '../words/breaking.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { lives } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'

/** Stories that a line may stand above: the newest, live ones among them. */
const recent = { list: 'all', desk: null, offset: 0, limit: 200 } as const

/** How long the line stays up, and the story that it stands above. */
export function LineOptions() {
  const words = useWords(breakingWords)
  const states = useWords(stateWords)
  const language = useLanguage()
  const draft = useDraft()
  const rows = useEngineQuery('stories:list', recent, ['stories:changed']).data?.rows ?? []
  const options = rows.map(({ id, headline, slug }) => ({
    key: id,
    label: headline || slug || states.untitled,
    more: slug,
  }))
  return (
    <div className="line-options">
      <Select
        label={words.life}
        value={String(draft.life)}
        onChange={(life) => changeDraft({ life: Number(life) })}
        options={lives.map((life) => ({ key: String(life), label: lifeText(life, language) }))}
      />
      <ComboBoxField
        key={draft.id}
        label={words.story}
        placeholder={words.noStory}
        value={draft.story}
        onChange={(story) => changeDraft({ story: isStoryId(story) ? story : null })}
        options={options}
      />
    </div>
  )
}
