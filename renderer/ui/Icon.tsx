import type { LucideIcon } from 'lucide-react'

/** A lucide icon with the desk's stroke; always beside words or inside an `IconButton`. */
export function Icon({ of: Drawing, size = 16 }: { of: LucideIcon; size?: number }) {
  return <Drawing size={size} strokeWidth={1.75} aria-hidden="true" focusable="false" />
}
