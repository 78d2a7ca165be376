/** The menus, in the desk's language, with the shortcuts of the whole app. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuAction, Settings } from '../../shared/ipc/main-contract.ts'
import { type Language, languages } from '../../shared/model/vocabulary.ts'
import { actionWords, menuWords } from './menu-words.ts'

type Item = MenuItemConstructorOptions
type Shown = keyof typeof actionWords

const keys: Partial<Record<Shown, string>> = {
  'new-story': 'CmdOrCtrl+N',
  'next-action': 'CmdOrCtrl+Enter',
  'breaking-line': 'CmdOrCtrl+Shift+B',
  'find-in-story': 'CmdOrCtrl+F',
  search: 'CmdOrCtrl+Shift+F',
  palette: 'CmdOrCtrl+K',
  checks: 'CmdOrCtrl+/',
  'toggle-inspector': 'CmdOrCtrl+\\',
  preview: 'CmdOrCtrl+P',
  'add-pictures': 'CmdOrCtrl+Shift+P',
  'screen-stories': 'Alt+1',
  'screen-review': 'Alt+2',
  'screen-breaking': 'Alt+3',
  'screen-search': 'Alt+4',
  'next-pane': 'F6',
}

const languageNames: Record<Language, string> = { en: 'English', ar: 'العربية', es: 'Español' }

export interface MenuWiring {
  readonly settings: Settings
  readonly onAction: (action: MenuAction) => void
  readonly onChange: (change: Partial<Settings>) => void
  readonly onNewWindow: () => void
  /** Developer tools and reload: never in a released app. */
  readonly forDevelopers: boolean
}

/** Builds the application menu and puts it up. */
export function putUpMenu(wiring: MenuWiring): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(wiring)))
}

/** All menus as plain values. */
export function menuTemplate(wiring: MenuWiring): Item[] {
  const { language } = wiring.settings
  const word = (name: keyof typeof menuWords): string => menuWords[name][language]
  const action = (name: Shown): Item => ({
    id: name,
    label: actionWords[name][language],
    accelerator: keys[name],
    // Pages handle the keys themselves, so that a key acts once; the menu shows them.
    registerAccelerator: false,
    click: () => wiring.onAction(name),
  })
  const role = (name: keyof typeof menuWords, it: Item['role']): Item => ({
    label: word(name),
    role: it,
  })
  const line: Item = { type: 'separator' }
  const mac: Item[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  return [
    ...mac,
    {
      label: word('file'),
      submenu: [
        action('new-story'),
        { label: word('newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: wiring.onNewWindow },
        action('add-pictures'),
        line,
        action('work-offline'),
        line,
        role('closeWindow', 'close'),
        { label: word('quit'), accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    {
      label: word('edit'),
      submenu: [
        role('undo', 'undo'),
        role('redo', 'redo'),
        line,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('pastePlain', 'pasteAndMatchStyle'),
        role('selectAll', 'selectAll'),
        line,
        action('find-in-story'),
        action('search'),
      ],
    },
    {
      label: word('story'),
      submenu: [
        action('next-action'),
        action('checks'),
        action('preview'),
        line,
        action('breaking-line'),
      ],
    },
    { label: word('view'), submenu: viewMenu(wiring, action, role, word) },
    { label: word('window'), submenu: [role('minimize', 'minimize'), action('next-pane')] },
    { label: word('help'), role: 'help', submenu: [action('palette'), action('show-keys')] },
  ]
}

function viewMenu(
  { settings, onChange, forDevelopers }: MenuWiring,
  action: (name: Shown) => Item,
  role: (name: keyof typeof menuWords, it: Item['role']) => Item,
  word: (name: keyof typeof menuWords) => string,
): Item[] {
  const line: Item = { type: 'separator' }
  const themes = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const
  return [
    action('screen-stories'),
    action('screen-review'),
    action('screen-breaking'),
    action('screen-search'),
    line,
    action('toggle-inspector'),
    line,
    {
      label: word('language'),
      submenu: languages.map((language) => ({
        label: languageNames[language],
        type: 'radio',
        checked: settings.language === language,
        click: () => onChange({ language }),
      })),
    },
    {
      label: word('theme'),
      submenu: (['system', 'light', 'dark'] as const).map((theme) => ({
        label: word(themes[theme]),
        type: 'radio',
        checked: settings.theme === theme,
        click: () => onChange({ theme }),
      })),
    },
    line,
    role('zoomIn', 'zoomIn'),
    role('zoomOut', 'zoomOut'),
    role('zoomReset', 'resetZoom'),
    role('fullScreen', 'togglefullscreen'),
    ...(forDevelopers ? [line, role('developerTools', 'toggleDevTools')] : []),
  ]
}
