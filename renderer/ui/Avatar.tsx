import { initials, nameColour } from './person-colour.ts'
import './avatar.css'

/** A person as initials on a colour that is always theirs; the name is said, not only shown. */
export function Avatar({ name, size = 20 }: { name: string; size?: 20 | 22 }) {
  return (
    <span
      className={`avatar avatar-${size}`}
      role="img"
      aria-label={name}
      data-tip={name}
      data-initials={initials(name)}
      style={{ backgroundColor: nameColour(name) }}
    />
  )
}
