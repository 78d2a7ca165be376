import { languages } from '../../shared/model/vocabulary.ts'
import { changeSettings, useSettings } from '../bridge/settings.ts'
import { Chip } from '../ui/Chip.tsx'
import { languageNames } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'

/** The language of the desk, on pages that stand alone. */
export function LanguageChips() {
  const words = useWords(welcomeWords)
  const { language } = useSettings()
  return (
    <fieldset className="welcome-languages">
      <legend className="visually-hidden">{words.language}</legend>
      {languages.map((each) => (
        <Chip key={each} on={each === language} onPress={() => changeSettings({ language: each })}>
          <span lang={each}>{languageNames[each]}</span>
        </Chip>
      ))}
    </fieldset>
  )
}
