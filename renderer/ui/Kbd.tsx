import { showChord } from './keymap.ts'
import './kbd.css'

interface KbdProps {
  readonly chord: string
  /** Read out too. Beside a control that names its key already it is for the eye only. */
  readonly said?: boolean
}

/** A key as it is written on the machine, left to right in every language. */
export function Kbd({ chord, said = false }: KbdProps) {
  return (
    <span className="kbd ltr" aria-hidden={!said}>
      {showChord(chord)}
    </span>
  )
}
