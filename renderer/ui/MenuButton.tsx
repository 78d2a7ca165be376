import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Kbd } from './Kbd.tsx'
import './menu.css'

export interface MenuEntry {
  readonly id: string
  readonly label: ReactNode
  /** The label as plain text, when it is not a string: for typing ahead. */
  readonly text?: string
  readonly icon?: ReactNode
  readonly chord?: string | null
  /** Why it cannot be done now; the entry stays visible and says so. */
  readonly whyNot?: string | null
  readonly danger?: boolean
  /** For choices: whether this one is chosen. */
  readonly checked?: boolean
  readonly run: () => void
}

export interface MenuGroup {
  readonly id: string
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

interface MenuButtonProps {
  /** Name of the button for screen readers; its tooltip too when it shows only an icon. */
  readonly label: string
  readonly children: ReactNode
  readonly groups: readonly MenuGroup[]
  readonly className?: string
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'end bottom'
  readonly tip?: boolean
}

const textOf = ({ text, label, id }: MenuEntry) => text ?? (typeof label === 'string' ? label : id)

function Entry({ entry }: { entry: MenuEntry }) {
  return (
    <MenuItem
      id={entry.id}
      textValue={textOf(entry)}
      isDisabled={Boolean(entry.whyNot)}
      onAction={entry.run}
      className={classNames('menu-item', entry.danger && 'menu-item-danger')}
      aria-label={entry.checked ? `${textOf(entry)} ✓` : undefined}
    >
      <span className="menu-check">{entry.checked ? '✓' : entry.icon}</span>
      <span className="menu-label">
        {entry.label}
        {entry.whyNot && <span className="menu-why">{entry.whyNot}</span>}
      </span>
      {entry.chord && <Kbd chord={entry.chord} />}
    </MenuItem>
  )
}

/** A button that opens a menu; entries show their keys, and those that are off say why. */
export function MenuButton({
  label,
  children,
  groups,
  className = 'icon-button',
  placement = 'bottom start',
  tip = true,
}: MenuButtonProps) {
  return (
    <MenuTrigger>
      <AriaButton aria-label={label} className={className} {...(tip && { 'data-tip': label })}>
        {children}
      </AriaButton>
      <Popover placement={placement} className="popover">
        <Menu aria-label={label} className="menu">
          {groups.map((group) => (
            <MenuSection key={group.id} aria-label={group.title ?? label} className="menu-section">
              {group.title && <Header className="menu-title">{group.title}</Header>}
              {group.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
