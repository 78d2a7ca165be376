/** Screens and overlays that are not on the road to the caret: loaded when idle, or when asked for. */
import { lazy } from 'react'

const load = {
  review: () => import('../review/ReviewScreen.tsx'),
  breaking: () => import('../breaking/BreakingScreen.tsx'),
  stories: () => import('../stories/StoriesPane.tsx'),
  search: () => import('../search/SearchPane.tsx'),
  palette: () => import('../search/Palette.tsx'),
  preview: () => import('../preview/PreviewOverlay.tsx'),
  keys: () => import('./KeysDialog.tsx'),
  newStory: () => import('./NewStoryDialog.tsx'),
  signIn: () => import('./SignInAgain.tsx'),
  quarantine: () => import('./QuarantineDialog.tsx'),
}

export const ReviewScreen = lazy(async () => ({ default: (await load.review()).ReviewScreen }))
export const BreakingScreen = lazy(async () => ({
  default: (await load.breaking()).BreakingScreen,
}))
export const StoriesPane = lazy(async () => ({ default: (await load.stories()).StoriesPane }))
export const SearchPane = lazy(async () => ({ default: (await load.search()).SearchPane }))
export const Palette = lazy(async () => ({ default: (await load.palette()).Palette }))
export const PreviewOverlay = lazy(async () => ({
  default: (await load.preview()).PreviewOverlay,
}))
export const KeysDialog = lazy(async () => ({ default: (await load.keys()).KeysDialog }))
export const NewStoryDialog = lazy(async () => ({
  default: (await load.newStory()).NewStoryDialog,
}))
export const QuarantineDialog = lazy(async () => ({
  default: (await load.quarantine()).QuarantineDialog,
}))
export const SignInAgain = lazy(async () => ({ default: (await load.signIn()).SignInAgain }))

/** Brings everything else in, one after the other, while nobody needs the window. */
export function loadWhenIdle(): void {
  const rest = [load.palette, load.breaking, load.review, load.search, load.preview, load.keys]
  const next = () => {
    const one = rest.shift()
    if (one) requestIdleCallback(() => void one().then(next))
  }
  requestIdleCallback(next, { timeout: 5000 })
}
