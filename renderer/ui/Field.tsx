import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

interface FieldFrameProps {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with the value, said beside it. */
  readonly error?: string | null | undefined
  readonly children: ReactNode
}

/** Label, control, and below it the error or else the hint. */
export function FieldFrame({ id, label, hint, error, children }: FieldFrameProps) {
  return (
    <div className={classNames('field', error && 'field-wrong')}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
      {(error || hint) && (
        <div
          id={`${id}-note`}
          className={error ? 'field-error' : 'field-hint'}
          role={error ? 'alert' : undefined}
        >
          {error || hint}
        </div>
      )}
    </div>
  )
}

interface FieldWords {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
}

export type TextFieldProps = FieldWords & ComponentProps<'input'>

/** One line of text with its label. */
export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        className={classNames('input', className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
      />
    </FieldFrame>
  )
}

export type TextAreaProps = FieldWords & ComponentProps<'textarea'>

/** Several lines of text with their label; grows with what is in it. */
export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={2}
        {...rest}
        id={id}
        className={classNames('input', 'input-area', className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
      />
    </FieldFrame>
  )
}
