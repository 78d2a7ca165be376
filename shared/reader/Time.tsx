import type { TimeView } from './page-times.ts'

export interface TimeProps {
  readonly time: TimeView
  readonly className?: string
}

export function Time({ time, className }: TimeProps) {
  return (
    <time dateTime={time.iso} className={className}>
      {time.text}
    </time>
  )
}
