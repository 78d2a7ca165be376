import { CheckCheck, FileText, type LucideIcon, Search, Zap } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { goTo, type Screen, usePlace } from '../bridge/place.ts'
import { changeSettings, useSettings } from '../bridge/settings.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { Icon } from '../ui/Icon.tsx'
import { actionKeys, ariaChord } from '../ui/keymap.ts'
import { actionWords } from '../words/actions.ts'
import { deskWords } from '../words/desk.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import './rail.css'

const PersonMenu = lazy(async () => ({
  default: (await import('./PersonMenu.tsx')).PersonMenu,
}))

const icons: Record<Screen, LucideIcon> = {
  stories: FileText,
  review: CheckCheck,
  breaking: Zap,
  search: Search,
}

const entries: readonly Screen[] = ['stories', 'review', 'breaking', 'search']

/** The count needs no rows; the smallest page carries it. */
const countsOnly = { list: 'review', desk: null, offset: 0, limit: 1 } as const

function RailEntry({ screen, badge }: { screen: Screen; badge: number }) {
  const words = useWords(deskWords)
  const actions = useWords(actionWords)
  const language = useLanguage()
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
      {badge > 0 && (
        <span className="rail-badge" aria-hidden="true">
          {number(language, badge)}
        </span>
      )}
      {badge > 0 && <span className="visually-hidden">{words.waitingForReview(badge)}</span>}
    </button>
  )
}

/** The screens that exist, and at the end the network and the person. */
export function Rail() {
  const words = useWords(deskWords)
  const page = useEngineQuery('stories:list', countsOnly, ['stories:changed'])
  const inReview = page.data?.counts.review ?? 0
  return (
    <nav className="rail" aria-label={words.screens} data-pane="rail">
      {entries.map((screen) => (
        <RailEntry key={screen} screen={screen} badge={screen === 'review' ? inReview : 0} />
      ))}
      <div className="rail-end">
        <Suspense>
          <PersonMenu />
        </Suspense>
      </div>
    </nav>
  )
}
