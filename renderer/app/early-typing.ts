/**
 * Letters typed between a key that brings a text field (Ctrl+N, Ctrl+K, Ctrl+Shift+B) and the
 * field: they are held, and put into it as soon as it has the focus.
 */

/** A field that has not come by then will not come. */
const longestWait = 4000

let stopHolding: (() => void) | null = null

const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'))

/** The text held after one more key, Enter as a line end; null when the key is no text. */
export function afterKey(held: string, key: string): string | null {
  if (key === 'Backspace') return [...held].slice(0, -1).join('')
  if (key === 'Enter') return `${held}\n`
  return [...key].length === 1 ? held + key : null
}

/** Holds what is typed from now on until a text field takes the focus. */
export function holdTyping(): void {
  stopHolding?.()
  let held = ''
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Escape') return stop()
    const next = afterKey(held, event.key)
    if (next === null) return
    held = next
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onFocus = ({ target }: FocusEvent) => {
    // A moment later, so that the field's own wiring is done; keys are still held meanwhile.
    if (isField(target)) setTimeout(deliver)
  }
  const deliver = () => {
    const field = document.activeElement
    const [line = '', ...rest] = held.split('\n')
    held = rest.join('\n')
    if (!isField(field)) return stop()
    if (line) document.execCommand('insertText', false, line)
    if (rest.length === 0) return stop()
    // Enter may lead to the next field: what follows goes there.
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }),
    )
    setTimeout(deliver)
  }
  const stop = () => {
    stopHolding = null
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, true)
    window.removeEventListener('focusin', onFocus, true)
    window.removeEventListener('pointerdown', stop, true)
  }
  const timer = setTimeout(stop, longestWait)
  window.addEventListener('keydown', onKeyDown, true)
  window.addEventListener('focusin', onFocus, true)
  window.addEventListener('pointerdown', stop, true)
  stopHolding = stop
}
