/** Panes are the elements with `data-pane`, in the order of the page; F6 goes round, Escape goes back. */

const focusable =
  'button:not(:disabled), [href], input:not(:disabled), textarea:not(:disabled), select, ' +
  '[contenteditable="true"], [tabindex]:not([tabindex="-1"])'

/** Where the focus was in each pane when it left. */
const lastIn = new WeakMap<Element, HTMLElement>()

const panes = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.getClientRects().length > 0,
  )

function enter(pane: HTMLElement): void {
  const known = lastIn.get(pane)
  const preferred = pane.querySelector<HTMLElement>('[data-pane-start]')
  const first = pane.querySelector<HTMLElement>(focusable)
  // A pane that can take the focus itself has keys of its own.
  const own = pane.hasAttribute('data-pane-start') ? pane : null
  const target = known?.isConnected ? known : (own ?? preferred ?? first ?? pane)
  target.focus()
}

const paneOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>('[data-pane]') ?? null

function remember(): HTMLElement | null {
  const active = document.activeElement
  const pane = paneOf(active)
  if (pane && active instanceof HTMLElement) lastIn.set(pane, active)
  return pane
}

/** F6: the next pane, where its focus was. */
export function focusNextPane(): void {
  const all = panes()
  const at = remember()
  const next = all[(at ? all.indexOf(at) + 1 : 0) % all.length]
  if (next) enter(next)
}

/** The pane of that name, where its focus was. */
export function focusPane(name: string): boolean {
  remember()
  const pane = panes().find((each) => each.dataset['pane'] === name)
  if (pane) enter(pane)
  return pane !== undefined
}

/** Escape: from the inspector to the story, from the story to the list. Answers whether it went. */
export function goBackOneLevel(event: KeyboardEvent): boolean {
  const from = paneOf(event.target instanceof Element ? event.target : null)?.dataset['pane']
  if (from === 'inspector') return focusPane('content')
  if (from === 'content') return focusPane('list')
  if (from === 'notices' || from === 'toasts') return focusPane('content')
  return false
}
