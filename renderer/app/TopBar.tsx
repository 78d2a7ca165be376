import { ChevronDown, Plus, Search, Zap } from 'lucide-react'
import { runAction } from '../bridge/actions.ts'
import { showOverlay } from '../bridge/place.ts'
import { useSignedIn } from '../bridge/session.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { actionKeys, ariaChord } from '../ui/keymap.ts'
import { deskWords } from '../words/desk.ts'
import { useLabel, useWords } from '../words/use-words.ts'
import './top-bar.css'

const paletteChord = actionKeys.palette ?? ''

/** Name of the newsroom, the way to everything, and the two things that begin: a story, a breaking line. */
export function TopBar() {
  const words = useWords(deskWords)
  const label = useLabel()
  const newsroom = useSignedIn()?.newsroom
  return (
    <header className="top-bar">
      <span className="top-bar-name serif">{newsroom ? label(newsroom.name) : ''}</span>
      <button
        type="button"
        className="top-bar-find"
        aria-keyshortcuts={ariaChord(paletteChord)}
        onClick={() => runAction('palette')}
      >
        <Icon of={Search} size={14} />
        <span className="top-bar-find-words">{words.find}</span>
        <Kbd chord={paletteChord} />
      </button>
      <div className="top-bar-starts">
        <div className="top-bar-new">
          <Button
            icon={<Icon of={Plus} size={14} />}
            chord={actionKeys['new-story']}
            onClick={() => runAction('new-story')}
          >
            {words.newStory}
          </Button>
          <IconButton
            className="top-bar-more"
            label={words.newStoryOther}
            icon={<Icon of={ChevronDown} size={14} />}
            aria-haspopup="dialog"
            onClick={() => showOverlay('new-story')}
          />
        </div>
        <Button
          look="alarm"
          icon={<Icon of={Zap} size={14} />}
          chord={actionKeys['breaking-line']}
          onClick={() => runAction('breaking-line')}
        >
          {words.breaking}
        </Button>
      </div>
    </header>
  )
}
