import { useEffect, useRef } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { usePlace } from '../bridge/place.ts'
import { useSession } from '../bridge/session.ts'
import { useSettings } from '../bridge/settings.ts'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { TooltipLayer } from '../ui/TooltipLayer.tsx'
import { localeOf } from '../words/words.ts'
import { Frame } from './Frame.tsx'
import { focusPane } from './panes.ts'
import { StoreClosed } from './StoreClosed.tsx'
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

function Page({ session, hasStory }: { session: SessionState | null; hasStory: boolean }) {
  const wasOpen = useRef(false)
  if (session?.at === 'signed-in') wasOpen.current = true
  if (session?.at === 'signed-out') return <Welcome session={session} />
  // Who is writing keeps the words on the screen, whatever the disk does.
  if (session?.at === 'store-closed' && !wasOpen.current) return <StoreClosed session={session} />
  // Nothing is shown until the engine has answered, unless there is a story to reopen at once.
  return session === null && !hasStory ? null : <Frame />
}

/** One window: the first page for those who have not signed in, else the desk. */
export function App() {
  useDocumentLook()
  useKeys()
  useRefusals()
  const session = useSession()
  const { story } = usePlace()
  const { language } = useSettings()
  return (
    <I18nProvider locale={localeOf[language]}>
      <Page session={session} hasStory={story !== null} />
      <ToastRegion onLeft={() => void focusPane('content')} />
      <TooltipLayer />
    </I18nProvider>
  )
}
