/** Leads from a check to its place: whoever shows the place says how to get there. */
import type { Place } from './checks/story-checks.ts'

type Guide = (place: Place) => boolean

export interface Jumps {
  /** Goes there; answers whether somebody knew the way. */
  to(place: Place): boolean
  /** Knows the way to some places, until the returned function is called. */
  guide(guide: Guide): () => void
}

export function createJumps(): Jumps {
  const guides = new Set<Guide>()
  return {
    to: (place) => [...guides].some((guide) => guide(place)),
    guide(guide) {
      guides.add(guide)
      return () => guides.delete(guide)
    },
  }
}

/** Name of a picture's field, in `data-place`. */
export const picturePlace = (media: string, field: string): string => `${media} ${field}`

/** Moves the focus to the element with that `data-place`, once it is drawn; answers whether it is there. */
export function focusPlace(name: string): boolean {
  const find = () => document.querySelector<HTMLElement>(`[data-place="${CSS.escape(name)}"]`)
  requestAnimationFrame(() => {
    const place = find()
    const element = place?.querySelector<HTMLElement>('input, button') ?? place
    element?.focus()
    element?.scrollIntoView({ block: 'center' })
  })
  return true
}
