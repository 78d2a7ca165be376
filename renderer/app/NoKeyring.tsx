import { useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { useAppInfo } from './app-info.ts'
import './no-keyring.css'

/** Where signing in is asked: that it does not last here, and that the words do. */
export function NoKeyring() {
  const words = useWords(welcomeWords)
  const info = useAppInfo()
  if (info?.keepsSignIn !== false) return null
  return <p className="sign-in-lasts">{words.noKeyring}</p>
}
