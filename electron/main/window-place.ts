/** Where a window opens: where it stood, if that is still on a screen. */
import type { Place } from './settings.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const smallest = { width: 900, height: 600 }
const usual = { width: 1440, height: 900 }

const overlap = (a0: number, a1: number, b0: number, b1: number): number =>
  Math.max(0, Math.min(a1, b1) - Math.max(a0, b0))

/** Enough of the window's top to grab it. */
const isReachable = (place: Box, screen: Box): boolean =>
  overlap(place.x, place.x + place.width, screen.x, screen.x + screen.width) >= 120 &&
  place.y >= screen.y - 8 &&
  place.y <= screen.y + screen.height - 60

/** Bounds for a window that stood at `place`, on the screens there are now (first: primary). */
export function boundsFor(place: Place | null, screens: readonly Box[]): Partial<Box> {
  const [primary] = screens
  if (!primary) return usual
  if (place && screens.some((screen) => isReachable(place, screen))) {
    const { x, y, width, height } = place
    return {
      x,
      y,
      width: Math.max(width, smallest.width),
      height: Math.max(height, smallest.height),
    }
  }
  return {
    width: Math.min(usual.width, primary.width),
    height: Math.min(usual.height, primary.height),
  }
}

export const smallestWindow = smallest
