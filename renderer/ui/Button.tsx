import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Kbd } from './Kbd.tsx'
import { ariaChord } from './keymap.ts'
import './button.css'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** `submit` sends the form around it. */
  readonly type?: 'button' | 'submit'
  /** `plain` for most, one `accent` on a screen, `alarm` for breaking and danger. */
  readonly look?: 'plain' | 'accent' | 'good' | 'alarm' | 'quiet'
  /** Key that does the same, shown inside. */
  readonly chord?: string | null
  readonly icon?: ReactNode
  /** Why it cannot be pressed now: it stays reachable and says so. */
  readonly whyNot?: string | null
}

/** A button. With `whyNot` it looks off, stays in the tab order and tells the reason on hover and focus. */
export function Button({
  look = 'plain',
  chord,
  icon,
  whyNot,
  children,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const off = Boolean(whyNot)
  return (
    <button
      {...rest}
      type={type}
      className={classNames('button', `button-${look}`, className)}
      aria-disabled={off || undefined}
      aria-keyshortcuts={chord ? ariaChord(chord) : undefined}
      data-tip={whyNot ?? rest['aria-label']}
      onClick={off ? undefined : onClick}
    >
      {icon}
      {children}
      {chord && <Kbd chord={chord} />}
    </button>
  )
}
