/** Short messages about what has just happened, each with at most one thing to do about it. */
import { NewsroomError } from '../../shared/model/errors.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'alarm'
  readonly action: { readonly label: string; readonly run: () => void } | undefined
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

/** Says what happened; with `action`, offers to undo it or to go there. */
export function toast(text: string, action?: Toast['action']): void {
  const id = nextId++
  show([...toasts.slice(-2), { id, text, tone: 'plain', action }])
  setTimeout(() => dismissToast(id), shownFor)
}

/** Says what failed, what is safe and what to do; stays until it is dismissed. */
export function toastFailure(error: unknown, what: string): void {
  const reason = error instanceof Error ? error.message : String(error)
  const remedy = error instanceof NewsroomError ? error.remedy : undefined
  const text = [`${what}: ${reason}`, remedy].filter(Boolean).join('. ')
  show([...toasts.slice(-2), { id: nextId++, text, tone: 'alarm', action: undefined }])
}

/** Says something that must not be missed; stays until it is dismissed. */
export function toastAlarm(text: string, action?: Toast['action']): void {
  show([...toasts.slice(-2), { id: nextId++, text, tone: 'alarm', action }])
}
