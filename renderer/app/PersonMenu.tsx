import { Wifi, WifiOff } from 'lucide-react'
import { languages } from '../../shared/model/vocabulary.ts'
import { runAction } from '../bridge/actions.ts'
import { main } from '../bridge/main-process.ts'
import { useNetwork } from '../bridge/network.ts'
import { showOverlay } from '../bridge/place.ts'
import { useSignedIn } from '../bridge/session.ts'
import { changeSettings, useSettings } from '../bridge/settings.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { actionKeys } from '../ui/keymap.ts'
import { MenuButton, type MenuGroup } from '../ui/MenuButton.tsx'
import { toastFailure } from '../ui/toasts.ts'
import { deskWords, languageNames } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'
import { networkWord } from './network-word.ts'
import { samplePeople, useSampleServer } from './sample-people.ts'
import { signInAs, signOut } from './sign-in.ts'

const themes = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

function useGroups(): MenuGroup[] {
  const words = useWords(deskWords)
  const { theme, language } = useSettings()
  const network = useNetwork()
  const me = useSignedIn()?.person
  const sampleServer = useSampleServer()
  const leave = () =>
    void signOut().catch((error: unknown) => toastFailure(error, words.failed.signOut))
  const switchTo = (email: string) =>
    void signInAs(sampleServer ?? '', email).catch((error: unknown) =>
      toastFailure(error, words.failed.signIn),
    )
  const groups: MenuGroup[] = [
    {
      id: 'network',
      entries: [
        {
          id: 'offline',
          label: words.workOffline,
          checked: network?.state === 'offline-by-choice',
          run: () => runAction('work-offline'),
        },
      ],
    },
    {
      id: 'language',
      title: words.language,
      entries: languages.map((each) => ({
        id: `language-${each}`,
        label: languageNames[each],
        checked: language === each,
        run: () => changeSettings({ language: each }),
      })),
    },
    {
      id: 'theme',
      title: words.theme,
      entries: (['system', 'light', 'dark'] as const).map((each) => ({
        id: `theme-${each}`,
        label: words[themes[each]],
        checked: theme === each,
        run: () => changeSettings({ theme: each }),
      })),
    },
    {
      id: 'window',
      entries: [
        {
          id: 'keys',
          label: words.allKeys,
          chord: actionKeys['show-keys'],
          run: () => runAction('show-keys'),
        },
        {
          id: 'window',
          label: words.newWindow,
          run: () => void main.call('window:new', { story: null }),
        },
        { id: 'out', label: words.signOut, run: leave },
      ],
    },
  ]
  if (!sampleServer) return groups
  const others = samplePeople.filter(({ email }) => email !== me?.email)
  const people: MenuGroup = {
    id: 'people',
    title: words.switchPerson,
    entries: others.map(({ email, name }) => ({
      id: email,
      label: name,
      icon: <Avatar name={name} />,
      run: () => switchTo(email),
    })),
  }
  return [...groups, people]
}

/** At the end of the rail: how the network is, and who sits here. */
export function PersonMenu() {
  const words = useWords(deskWords)
  const network = useNetwork()
  const me = useSignedIn()?.person
  const groups = useGroups()
  const online = network?.state === 'online'
  const signedOut = network?.state === 'signed-out'
  return (
    <>
      {network && (
        <button
          type="button"
          className="rail-network"
          data-tip={network.problem ?? undefined}
          onClick={() => (signedOut ? showOverlay('sign-in') : runAction('work-offline'))}
        >
          <Icon of={online ? Wifi : WifiOff} size={18} />
          {words[networkWord(network.state)]}
        </button>
      )}
      {me && (
        <MenuButton
          label={`${words.you}: ${me.name}`}
          className="rail-person"
          groups={groups}
          placement="end bottom"
        >
          <Avatar name={me.name} size={22} />
        </MenuButton>
      )}
    </>
  )
}
