import { type LazyExoticComponent, type ReactNode, Suspense } from 'react'
import { useAction } from '../bridge/actions.ts'
import { type Overlay, showOverlay, usePlace } from '../bridge/place.ts'
import { CrashGuard } from './CrashGuard.tsx'
import {
  KeysDialog,
  NewStoryDialog,
  Palette,
  PreviewOverlay,
  QuarantineDialog,
  SignInAgain,
} from './lazy-screens.ts'

const overlays: Record<Overlay, LazyExoticComponent<() => ReactNode>> = {
  palette: Palette,
  keys: KeysDialog,
  preview: PreviewOverlay,
  'sign-in': SignInAgain,
  'new-story': NewStoryDialog,
  quarantine: QuarantineDialog,
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
