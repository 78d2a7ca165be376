import { Suspense, useEffect } from 'react'
import { usePlace } from '../bridge/place.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { BreakingScreen, loadWhenIdle, ReviewScreen } from './lazy-screens.ts'
import { Notices } from './Notices.tsx'
import { Overlays } from './Overlays.tsx'
import { Rail } from './Rail.tsx'
import { StatusBar } from './StatusBar.tsx'
import { StoriesScreen } from './StoriesScreen.tsx'
import { TopBar } from './TopBar.tsx'
import { useNewStory } from './use-new-story.ts'
import './frame.css'

function ScreenPlace() {
  const { screen } = usePlace()
  if (screen === 'review') return <ReviewScreen />
  if (screen === 'breaking') return <BreakingScreen />
  return <StoriesScreen />
}

/** Top bar, rail, the screen, status bar, and what lies over them. */
export function Frame() {
  const { screen } = usePlace()
  useNewStory()
  useEffect(loadWhenIdle, [])
  return (
    <div className="frame">
      <TopBar />
      <div className="frame-middle">
        <Rail />
        <CrashGuard key={screen}>
          <Suspense fallback={<div className="pane-content" />}>
            <ScreenPlace />
          </Suspense>
        </CrashGuard>
      </div>
      <Notices />
      <StatusBar />
      <Overlays />
    </div>
  )
}
