import { lazy, Suspense, useRef, useState } from 'react'
import type { Network } from '../../shared/ipc/rows.ts'
import { useAction } from '../bridge/actions.ts'
import { useNetwork, wrongBy } from '../bridge/network.ts'
import { useTimeZone } from '../bridge/session.ts'
import { useNow } from '../bridge/use-now.ts'
import { statusPlaceIs } from '../ui/StatusSlot.tsx'
import { SafetyDot, SafetyWord } from '../ui/StoryState.tsx'
import { age, clock, isFresh } from '../words/clock.ts'
import { deskWords } from '../words/desk.ts'
import { duration, networkWords } from '../words/network.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { networkWord } from './network-word.ts'
import { useSafety } from './use-safety.ts'
import { WorkLeftInBrief } from './WorkLeftInBrief.tsx'
import './status-bar.css'

const OutboxPanel = lazy(async () => ({
  default: (await import('./OutboxPanel.tsx')).OutboxPanel,
}))

function NetworkButton({ network }: { network: Network }) {
  const words = useWords(deskWords)
  const language = useLanguage()
  const now = useNow(15_000)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  useAction('outbox', () => setOpen(true))
  const { waitingUpdates, waitingCommands, waitingPictures, oldest } = network
  const waits = waitingUpdates + waitingCommands + waitingPictures
  return (
    <>
      <button
        ref={button}
        type="button"
        className="status-network"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-tip={network.problem ?? words.outbox}
        onClick={() => setOpen(!open)}
      >
        <NetworkWord network={network} />
        {waits > 0 && ` · ${words.waiting(waits)}`}
        {waits > 0 &&
          oldest !== null &&
          !isFresh(oldest, now) &&
          `${language === 'ar' ? '،' : ','} ${words.oldest(age(language, oldest, now))}`}
        <WorkLeftInBrief network={network} />
      </button>
      {open && (
        <Suspense>
          <OutboxPanel anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** How the network is; what a person can do about it is said at once. */
function NetworkWord({ network: { state, portal } }: { network: Network }) {
  const words = useWords(deskWords)
  const { portalWord } = useWords(networkWords)
  const { again } = useWords(welcomeWords)
  const remedy = state === 'signed-out' ? again : portal ? portalWord : null
  return (
    <>
      {/* A space in words: without one Arabic letters join across it. */}
      {words[networkWord(state)]} {remedy && <strong className="status-remedy">{remedy}</strong>}
    </>
  )
}

function Clocks() {
  const words = useWords(deskWords)
  const zone = useTimeZone()
  const { clockOff } = useWords(networkWords)
  const language = useLanguage()
  const now = useNow(1000)
  const offset = wrongBy()
  return (
    <>
      {offset !== null && (
        <span className="status-clock-off">
          {clockOff(duration(language, Math.abs(offset)), offset > 0)}
        </span>
      )}
      <span data-tip={zone}>
        {words.deskClock} <span className="ltr">{clock(language, now, zone)}</span>
      </span>
      <span className="ltr">
        {words.utcClock} {clock(language, now, 'UTC')}
      </span>
    </>
  )
}

/** Whether the words are safe, what the story says of itself, the network and the clocks. */
export function StatusBar() {
  const network = useNetwork()
  const safety = useSafety()
  return (
    <footer className="status-bar" data-pane="status">
      <span className="status-safety" data-safety={safety?.word} role="status">
        {safety && <SafetyDot safety={safety} />}
        {safety && <SafetyWord safety={safety} full />}
      </span>
      <span className="status-story" ref={statusPlaceIs} />
      <span className="status-end">
        {network && <NetworkButton network={network} />}
        <Clocks />
      </span>
    </footer>
  )
}
