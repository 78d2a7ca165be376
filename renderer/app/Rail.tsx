import { CheckCheck, FileText, type LucideIcon, Search, Zap } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { goTo, type Screen, usePlace } from '../bridge/place.ts'
import { changeSettings, useSettings } from '../bridge/settings.ts'
import { Icon } from '../ui/Icon.tsx'
import { actionKeys, ariaChord } from '../ui/keymap.ts'
import { actionWords } from '../words/actions.ts'
import { deskWords } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import './rail.css'

const PersonMenu = lazy(async () => ({
  default: (await import('./PersonMenu.tsx')).PersonMenu,
}))

const ReviewBadge = lazy(async () => ({
  default: (await import('../review/ReviewBadge.tsx')).ReviewBadge,
}))

const icons: Record<Screen, LucideIcon> = {
  stories: FileText,
  review: CheckCheck,
  breaking: Zap,
  search: Search,
}

const entries: readonly Screen[] = ['stories', 'review', 'breaking', 'search']

function RailEntry({ screen }: { screen: Screen }) {
  const words = useWords(deskWords)
  const actions = useWords(actionWords)
  const place = usePlace()
  const { listOpen } = useSettings()
  const here = place.screen === screen
  const chord = actionKeys[`screen-${screen}`] ?? ''
  const press = () => {
    if (here && screen !== 'breaking') changeSettings({ listOpen: !listOpen })
    else goTo(screen)
  }
  return (
    <button
      type="button"
      className="rail-entry"
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={ariaChord(chord)}
      data-tip={actions[`screen-${screen}`]}
      data-tip-chord={chord}
      onClick={press}
    >
      <Icon of={icons[screen]} size={18} />
      {words[screen]}
      {screen === 'review' && (
        <Suspense>
          <ReviewBadge />
        </Suspense>
      )}
    </button>
  )
}

/** The screens that exist, and at the end the network and the person. */
export function Rail() {
  const words = useWords(deskWords)
  return (
    <nav className="rail" aria-label={words.screens} data-pane="rail">
      {entries.map((screen) => (
        <RailEntry key={screen} screen={screen} />
      ))}
      <div className="rail-end">
        <Suspense>
          <PersonMenu />
        </Suspense>
      </div>
    </nav>
  )
}
