/**
 * The BREAKING band, alive: one line at a time, newest first, and the newsroom's changes as they
 * happen, without a reload.
 *
 *     server's ticker stream → [this] → the band
 *
 * It may be paused by its button, and rests while it is pointed at, focused, out of sight, or when
 * the reader asked for less motion.
 */

/** How long a line stays, in milliseconds: 140 characters are read in about six seconds. */
const lineRest = 7000

interface LinesEvent {
  readonly html: string
}

/** Wires one band; what it returns takes the wires off again. */
export function enhanceTicker(band: HTMLElement): () => void {
  const list = band.querySelector<HTMLElement>('[data-ticker-lines]')
  const controls = band.querySelector<HTMLElement>('[data-ticker-controls]')
  if (!list || !controls) return () => undefined
  const off = new AbortController()
  const { signal } = off
  band.dataset['live'] = ''
  list.removeAttribute('tabindex')
  show(band, list, 0)
  wirePause(band, controls, signal)
  controls
    .querySelector('[data-ticker-next]')
    ?.addEventListener('click', () => showNext(band, list), { signal })
  const turning = setInterval(() => !rests(band) && showNext(band, list), lineRest)
  signal.addEventListener('abort', () => clearInterval(turning))
  listen(band, list, signal)
  return () => {
    off.abort()
    delete band.dataset['live']
  }
}

function rests(band: HTMLElement): boolean {
  return (
    'paused' in band.dataset ||
    document.hidden ||
    band.matches(':hover, :focus-within') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  )
}

function wirePause(band: HTMLElement, controls: HTMLElement, signal: AbortSignal): void {
  const button = controls.querySelector<HTMLElement>('[data-ticker-pause]')
  const pause = button?.getAttribute('aria-label') ?? ''
  const resume = button?.dataset['resume'] ?? ''
  button?.addEventListener(
    'click',
    () => {
      const paused = band.toggleAttribute('data-paused')
      button.setAttribute('aria-label', paused ? resume : pause)
    },
    { signal },
  )
}

function show(band: HTMLElement, list: HTMLElement, index: number): void {
  const lines = [...list.children]
  lines.forEach((line, i) => {
    line.toggleAttribute('data-shown', i === index)
  })
  band.hidden = lines.length === 0
  const controls = band.querySelector<HTMLElement>('[data-ticker-controls]')
  if (controls) controls.hidden = lines.length < 2
}

function showNext(band: HTMLElement, list: HTMLElement): void {
  const lines = [...list.children]
  const shown = lines.findIndex((line) => line.hasAttribute('data-shown'))
  if (lines.length > 1) show(band, list, (shown + 1) % lines.length)
}

/** Follows the stream while the page is shown: an open stream would keep it out of the back cache. */
function listen(band: HTMLElement, list: HTMLElement, signal: AbortSignal): void {
  const address = band.dataset['ticker']
  if (!address || typeof EventSource === 'undefined') return
  let stream: EventSource | null = null
  const open = () => {
    stream ??= new EventSource(address)
    stream.addEventListener('lines', (event) => replaceLines(band, list, event.data))
  }
  const close = () => {
    stream?.close()
    stream = null
  }
  addEventListener('pageshow', (event) => event.persisted && open(), { signal })
  addEventListener('pagehide', close, { signal })
  signal.addEventListener('abort', close)
  open()
}

/** The server renders lines with the page's own component; what changed is shown first. */
function replaceLines(band: HTMLElement, list: HTMLElement, data: string): void {
  const { html }: LinesEvent = JSON.parse(data)
  const known = new Set(lineIds(list))
  const shown = list.querySelector('[data-shown]')?.getAttribute('data-line')
  list.innerHTML = html
  const ids = lineIds(list)
  const fresh = ids.findIndex((id) => !known.has(id))
  show(band, list, fresh >= 0 ? fresh : Math.max(0, ids.indexOf(shown ?? '')))
  if (fresh >= 0) announce(band, list.children[fresh]?.firstElementChild?.textContent ?? '')
}

const lineIds = (list: HTMLElement): string[] =>
  [...list.children].map((line) => line.getAttribute('data-line') ?? '')

function announce(band: HTMLElement, text: string): void {
  const status = band.querySelector('[data-ticker-status]')
  if (status) status.textContent = text
}
