/** Buttons and arrow keys of picture carousels. The list scrolls and snaps by itself without this. */

/** Wires one carousel; what it returns takes the wires off again. */
export function enhanceCarousel(carousel: HTMLElement): () => void {
  const slides = carousel.querySelector<HTMLElement>('[data-slides]')
  const controls = carousel.querySelector<HTMLElement>('[data-slide-controls]')
  if (!slides || !controls) return () => undefined
  const off = new AbortController()
  const { signal } = off
  controls.addEventListener('click', (event) => step(slides, stepOf(event)), { signal })
  slides.addEventListener('keydown', (event) => onKey(slides, event), { signal })
  controls.hidden = false
  carousel.dataset['live'] = ''
  return () => {
    off.abort()
    controls.hidden = true
    delete carousel.dataset['live']
  }
}

function stepOf(event: Event): number {
  const button = event.target instanceof Element && event.target.closest('[data-slide-step]')
  return button ? Number(button.getAttribute('data-slide-step')) : 0
}

function onKey(slides: HTMLElement, event: KeyboardEvent): void {
  const physical = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!physical || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  step(slides, getComputedStyle(slides).direction === 'rtl' ? -physical : physical)
}

/** Offsets grow to the left in right-to-left pages, and so does `scrollLeft`: both are negative. */
function step(slides: HTMLElement, by: number): void {
  const items = [...slides.children].filter((item) => item instanceof HTMLElement)
  const [first] = items
  if (by === 0 || !first) return
  const offsets = items.map((item) => item.offsetLeft - first.offsetLeft)
  const to = (currentSlide(offsets, slides.scrollLeft) + by + items.length) % items.length
  slides.scrollTo({ left: offsets[to] ?? 0 })
}

/** Index of the slide nearest to a scroll position. */
export function currentSlide(offsets: readonly number[], scrolled: number): number {
  const distances = offsets.map((offset) => Math.abs(offset - scrolled))
  return distances.indexOf(Math.min(...distances))
}
