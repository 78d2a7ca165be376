/** Everything a rendered page gains from script, for the site and for the app's preview alike. */
import { enhanceCarousel } from './carousel.ts'
import { enhanceCopyLink } from './copy-link.ts'
import { enhanceMenus } from './menus.ts'
import { enhanceTicker } from './ticker.ts'

/** Wires all parts below `root`; what it returns takes the wires off again. */
export function enhancePage(root: ParentNode & EventTarget): () => void {
  const parts = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)]
  const undo = [
    ...parts('[data-carousel]').map(enhanceCarousel),
    ...parts('[data-ticker]').map(enhanceTicker),
    ...parts('[data-copy]').map(enhanceCopyLink),
    enhanceMenus(root),
  ]
  return () => {
    for (const off of undo) off()
  }
}
