import { X } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './Icon.tsx'
import { dismissToast, holdToasts, type Toast, toastStore } from './toasts.ts'
import { useFocusKept } from './use-focus-kept.ts'
import './toast.css'

function OneToast({ toast }: { toast: Toast }) {
  const words = useWords(uiWords)
  const { id, text, tone, action, times } = toast
  const act = () => {
    action?.run()
    dismissToast(id)
  }
  return (
    <div className={`toast toast-${tone}`} role={tone === 'alarm' ? 'alert' : 'status'}>
      <p>{text}</p>
      {times > 1 && <span className="toast-times">{words.times(times)}</span>}
      {action && (
        <button type="button" className="toast-action" onClick={act}>
          {action.label}
        </button>
      )}
      <button
        type="button"
        className="toast-close"
        aria-label={words.dismiss}
        onClick={() => dismissToast(id)}
      >
        <Icon of={X} size={14} />
      </button>
    </div>
  )
}

/** Where toasts appear; never takes the focus, F6 leads there. One per window. `onLeft`: the last went with the focus. */
export function ToastRegion({ onLeft }: { onLeft: () => void }) {
  const words = useWords(uiWords)
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get)
  const region = useRef<HTMLElement>(null)
  const kept = useFocusKept(() => {
    const next = region.current?.querySelector('button')
    if (next) next.focus()
    else onLeft()
  })
  // One that goes with the focus in it says nothing of leaving.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus may have gone with a toast
  useEffect(() => {
    if (!region.current?.contains(document.activeElement)) holdToasts(false)
  }, [toasts])
  return (
    <section
      ref={region}
      className="toasts"
      aria-label={words.messages}
      data-pane={toasts.length > 0 ? 'toasts' : undefined}
      onFocus={() => {
        kept.onFocus()
        holdToasts(true)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        kept.onBlur()
        if (!currentTarget.contains(relatedTarget)) holdToasts(false)
      }}
    >
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  )
}
