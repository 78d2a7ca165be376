import type { Network } from '../../shared/ipc/rows.ts'
import { networkWords, size } from '../words/network.ts'
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
  const parts = [
    saving !== 'no' && words.saving,
    setAside > 0 && aside.count(setAside),
    state === 'online' && !down.told && words.gettingAll,
    state === 'online' && down.stories >= worthSaying.stories && words.fetching(down.stories),
    bytes >= worthSaying.bytes && size(language, bytes),
    state === 'online' &&
      (secondsLeft ?? 0) >= worthSaying.seconds &&
      words.secondsLeft(secondsLeft ?? 0),
  ].filter((part) => part !== false)
  return parts.map((part) => ` · ${part}`).join('')
}
