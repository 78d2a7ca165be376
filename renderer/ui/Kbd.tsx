import { showChord } from './keymap.ts'
import './kbd.css'

/** A key as it is written on the machine, left to right in every language. */
export function Kbd({ chord }: { chord: string }) {
  return (
    <span className="kbd ltr" aria-hidden="true">
      {showChord(chord)}
    </span>
  )
}
