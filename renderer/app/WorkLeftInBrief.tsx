import type { Network } from '../../shared/ipc/rows.ts'
import { aboutSoLong, networkWords, size } from '../words/network.ts'
import { quarantineWords } from '../words/quarantine.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

/** Less than this passes in a blink and is not worth a word in the status bar. */
const worthSaying = { stories: 20, bytes: 200_000, seconds: 4 } as const

/** In the status bar, only while it takes a while: what comes, how much leaves, how long. */
export function WorkLeftInBrief({
  network: { left, saving, state, setAside },
}: {
  network: Network
}) {
  const words = useWords(networkWords)
  const aside = useWords(quarantineWords)
  const language = useLanguage()
  const { up, down, secondsLeft } = left
  const bytes = up.bytes + (saving === 'yes' ? 0 : up.pictureBytes)
  const online = state === 'online'
  const coming = online && down.stories >= worthSaying.stories
  const leaving = bytes >= worthSaying.bytes
  // Of a sentence that is on its way, or of one slow click, nobody wants to know how long.
  const long = online && (coming || leaving) && (secondsLeft ?? 0) >= worthSaying.seconds
  const parts = [
    saving !== 'no' && words.saving,
    setAside > 0 && aside.count(setAside),
    online && !down.told && words.gettingAll,
    coming && words.fetching(down.stories),
    leaving && size(language, bytes),
    long && words.timeLeft(aboutSoLong(secondsLeft ?? 0)),
  ].filter((part) => part !== false)
  return parts.map((part) => ` · ${part}`).join('')
}
