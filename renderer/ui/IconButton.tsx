import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ariaChord } from './keymap.ts'
import './button.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  /** What it does: its name for screen readers and its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly chord?: string | null
  readonly whyNot?: string | null
}

/** A button of one icon, named by its tooltip, which shows the key as well. */
export function IconButton({
  label,
  icon,
  chord,
  whyNot,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={classNames('icon-button', className)}
      aria-label={label}
      aria-disabled={whyNot ? true : undefined}
      aria-keyshortcuts={chord ? ariaChord(chord) : undefined}
      data-tip={whyNot ? `${label}: ${whyNot}` : label}
      data-tip-chord={chord ?? undefined}
      onClick={whyNot ? undefined : onClick}
    >
      {icon}
    </button>
  )
}
