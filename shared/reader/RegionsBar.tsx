import type { FrameView } from './frame-view.ts'
import { readerWords } from './words.ts'

export function RegionsBar({ frame }: { readonly frame: FrameView }) {
  return (
    <nav className="regions" aria-label={readerWords[frame.language].regions}>
      <ul className="page">
        {frame.regions.map(({ label, href, current }) => (
          <li key={href}>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
