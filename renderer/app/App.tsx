import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { usePlace } from '../bridge/place.ts'
import { useSession } from '../bridge/session.ts'
import { useSettings } from '../bridge/settings.ts'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { TooltipLayer } from '../ui/TooltipLayer.tsx'
import { localeOf } from '../words/words.ts'
import { Frame } from './Frame.tsx'
import { useKeys } from './use-keys.ts'
import { useRefusals } from './use-refusals.ts'
import { Welcome } from './Welcome.tsx'

/** Language, direction and theme of the whole window follow the settings. */
function useDocumentLook(): void {
  const { language, theme } = useSettings()
  useEffect(() => {
    const { documentElement: root } = document
    root.lang = language
    root.dir = directionOf(language)
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [language, theme])
}

/** One window: the first page for those who have not signed in, else the desk. */
export function App() {
  useDocumentLook()
  useKeys()
  useRefusals()
  const session = useSession()
  const { story } = usePlace()
  const { language } = useSettings()
  const signedOut = session?.at === 'signed-out'
  // Nothing is shown until the engine has answered, unless there is a story to reopen at once.
  const waiting = session === null && story === null
  return (
    <I18nProvider locale={localeOf[language]}>
      {signedOut ? <Welcome session={session} /> : waiting ? null : <Frame />}
      <ToastRegion />
      <TooltipLayer />
    </I18nProvider>
  )
}
