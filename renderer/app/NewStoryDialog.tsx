import { useState } from 'react'
import type { DeskId } from '../../shared/model/ids.ts'
import { may } from '../../shared/model/permissions.ts'
import { type StoryKind, storyKinds } from '../../shared/model/story.ts'
import { type Language, languages } from '../../shared/model/vocabulary.ts'
import { showOverlay } from '../bridge/place.ts'
import { type SignedIn, useSignedIn } from '../bridge/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { deskWords, languageNames } from '../words/desk.ts'
import { kindWords } from '../words/kinds.ts'
import { uiWords } from '../words/ui.ts'
import { useLabel, useWords } from '../words/use-words.ts'
import { ownDesk, useCreateStory } from './use-new-story.ts'

const close = () => showOverlay(null)

function NewStoryForm({ person, desks }: SignedIn) {
  const words = useWords(deskWords)
  const kinds = useWords(kindWords)
  const ui = useWords(uiWords)
  const label = useLabel()
  const create = useCreateStory()
  const [kind, setKind] = useState<StoryKind>('news')
  const [desk, setDesk] = useState<DeskId | null>(ownDesk(person))
  const [language, setLanguage] = useState<Language>(person.language)
  const mine = desks.filter(({ id }) => may(person, 'create-story', id))
  return (
    <>
      <Select
        label={words.kind}
        value={kind}
        onChange={setKind}
        options={storyKinds.map((key) => ({ key, label: kinds[key] }))}
      />
      <Select
        label={words.desk}
        value={desk}
        onChange={setDesk}
        options={mine.map(({ id, labels }) => ({ key: id, label: label(labels) }))}
      />
      <Select
        label={words.language}
        value={language}
        onChange={setLanguage}
        options={languages.map((key) => ({ key, label: languageNames[key] }))}
      />
      <DialogButtons>
        <Button onClick={close}>{ui.cancel}</Button>
        <Button look="accent" onClick={() => desk && create({ desk, kind, language })}>
          {words.create}
        </Button>
      </DialogButtons>
    </>
  )
}

/** A story of another kind, for another desk, or in another language than usual. */
export function NewStoryDialog() {
  const words = useWords(deskWords)
  const session = useSignedIn()
  return (
    <Dialog title={words.newStory} onClose={close}>
      {session && <NewStoryForm {...session} />}
    </Dialog>
  )
}
