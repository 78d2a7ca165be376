/** Short messages about what has just happened, each with at most one thing to do about it. */
import { currentSettings } from '../bridge/settings.ts'
import { failureSentence } from '../words/failure.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'alarm'
  readonly action: { readonly label: string; readonly run: () => void } | undefined
  /** How often it was said while it stood here. */
  readonly times: number
}

/** Long enough to read two lines and reach for Undo. */
const shownFor = 7000

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function show(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export const toastStore = {
  get: (): readonly Toast[] => toasts,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export const dismissToast = (id: number): void => show(toasts.filter((toast) => toast.id !== id))

let held = false
const overdue = new Set<number>()

/** While somebody is among them none goes away by itself. */
export function holdToasts(hold: boolean): void {
  held = hold
  if (hold) return
  for (const id of overdue) dismissToast(id)
  overdue.clear()
}

type Said = Pick<Toast, 'text' | 'tone' | 'action'>

/** An alarm that leads somewhere stands for itself: the next one may lead elsewhere. */
const saysTheSame = (toast: Toast, { text, tone, action }: Said): boolean =>
  toast.text === text &&
  toast.tone === tone &&
  toast.action?.label === action?.label &&
  (tone === 'plain' || !action)

/** The same words stand once, with how often they were said; the newest offer is the one that counts. */
function say(said: Said): Toast {
  const twin = toasts.find((toast) => saysTheSame(toast, said))
  const id = nextId++
  const next = { ...said, id, times: (twin?.times ?? 0) + 1 }
  show([...toasts.filter((toast) => toast !== twin).slice(-2), next])
  return next
}

/** Says what happened; with `action`, offers to undo it or to go there. */
export function toast(text: string, action?: Toast['action']): void {
  const { id } = say({ text, tone: 'plain', action })
  setTimeout(() => (held ? void overdue.add(id) : dismissToast(id)), shownFor)
}

/** Says what failed, what is safe and what to do; stays until it is dismissed. */
export function toastFailure(error: unknown, what: string): void {
  const why = failureSentence(currentSettings().language, error)
  say({ text: `${what}: ${why}`, tone: 'alarm', action: undefined })
}

/** Says something that must not be missed; stays until it is dismissed. */
export function toastAlarm(text: string, action?: Toast['action']): void {
  say({ text, tone: 'alarm', action })
}
