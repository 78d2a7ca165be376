import type { FrameView, MenuView } from './frame-view.ts'
import { readerWords } from './words.ts'

const here = (current: boolean) => (current ? 'page' : undefined)

/** The wide screen's row of menus: groups with sections open on a click, without script. */
export function SectionMenu({ frame }: { readonly frame: FrameView }) {
  return (
    <nav className="menus" aria-label={readerWords[frame.language].sections}>
      <ul className="page">
        {frame.menus.map((menu) => (
          <li key={menu.group} className={menu.group === 'live' ? 'menu-live' : undefined}>
            {menu.items.length > 0 ? (
              <details name="menu" data-menu="">
                <summary data-current={menu.current || undefined}>{menu.label}</summary>
                <SubMenu menu={menu} frame={frame} />
              </details>
            ) : (
              <a href={menu.href} aria-current={here(menu.current)}>
                {menu.label}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SubMenu({ menu, frame }: { readonly menu: MenuView; readonly frame: FrameView }) {
  return (
    <ul className="sub-menu">
      <li>
        <a href={menu.href}>{readerWords[frame.language].allOf(menu.label)}</a>
      </li>
      {menu.items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={here(item.current)}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The narrow screen's menu: everything in one panel. */
export function CompactMenu({ frame }: { readonly frame: FrameView }) {
  const words = readerWords[frame.language]
  return (
    <details className="compact-menu" data-menu="">
      <summary>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 6h14M3 10h14M3 14h14" />
        </svg>
        {words.menu}
      </summary>
      <nav aria-label={words.sections}>
        {frame.menus.map((menu) => (
          <section key={menu.group}>
            <a className="compact-group" href={menu.href} aria-current={here(menu.current)}>
              {menu.label}
            </a>
            {menu.items.length > 0 && (
              <ul>
                {menu.items.map((item) => (
                  <li key={item.href}>
                    <a href={item.href} aria-current={here(item.current)}>
                      {item.label}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </nav>
    </details>
  )
}
