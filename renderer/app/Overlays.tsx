import { lazy, Suspense } from 'react'
import { useAction } from '../bridge/actions.ts'
import { type Overlay, showOverlay, usePlace } from '../bridge/place.ts'
import { CrashGuard } from './CrashGuard.tsx'

const overlays: Record<Overlay, React.LazyExoticComponent<() => React.ReactNode>> = {
  palette: lazy(async () => ({ default: (await import('../search/Palette.tsx')).Palette })),
  keys: lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog })),
  preview: lazy(async () => ({
    default: (await import('../preview/PreviewOverlay.tsx')).PreviewOverlay,
  })),
  'sign-in': lazy(async () => ({ default: (await import('./SignInAgain.tsx')).SignInAgain })),
  'new-story': lazy(async () => ({
    default: (await import('./NewStoryDialog.tsx')).NewStoryDialog,
  })),
}

/** What lies over the window, one at a time, each loaded when it is first asked for. */
export function Overlays() {
  const { overlay, story } = usePlace()
  useAction('preview', story ? () => showOverlay('preview') : null)
  if (!overlay) return null
  const Shown = overlays[overlay]
  return (
    <CrashGuard key={overlay}>
      <Suspense>
        <Shown />
      </Suspense>
    </CrashGuard>
  )
}
