/** Menus open and close by themselves (`<details>`); this closes them on Escape and on a click elsewhere. */
export function enhanceMenus(root: ParentNode & EventTarget): () => void {
  const off = new AbortController()
  const open = () => [...root.querySelectorAll<HTMLDetailsElement>('[data-menu][open]')]
  const onClick = (event: Event) => {
    for (const menu of open()) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false
    }
  }
  const onKey = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return
    for (const menu of open()) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  }
  root.addEventListener('click', onClick, { signal: off.signal })
  root.addEventListener('keydown', onKey, { signal: off.signal })
  return () => off.abort()
}
