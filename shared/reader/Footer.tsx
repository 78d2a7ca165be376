import type { FrameView } from './frame-view.ts'
import { readerWords } from './words.ts'

export function Footer({ frame }: { readonly frame: FrameView }) {
  const words = readerWords[frame.language]
  return (
    <footer className="footer">
      <div className="page footer-grid">
        <div className="footer-paper">
          <p className="paper-name">
            <a href={frame.home}>{frame.name}</a>
          </p>
          <p>{frame.slogan}</p>
        </div>
        <ul className="footer-menus">
          {frame.menus.map((menu) => (
            <li key={menu.group}>
              <a href={menu.href}>{menu.label}</a>
            </li>
          ))}
        </ul>
        <ul className="footer-links">
          {frame.footer.links.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
          <li>
            <a href={frame.footer.feed}>{words.feed}</a>
          </li>
        </ul>
        <p className="footer-rights">{words.rights(frame.name, frame.footer.year)}</p>
      </div>
    </footer>
  )
}
