import { Switch } from 'react-aria-components'
import type { Network } from '../../shared/ipc/rows.ts'
import { saveData, sendPictures } from '../bridge/network.ts'
import { showOverlay } from '../bridge/place.ts'
import { Button } from '../ui/Button.tsx'
import { toastFailure } from '../ui/toasts.ts'
import { deskWords } from '../words/desk.ts'
import { aboutSoLong, networkWords, size } from '../words/network.ts'
import { quarantineWords } from '../words/quarantine.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import './work-left.css'

function Line({ what, amount }: { what: string; amount?: string | false }) {
  return (
    <p className="work-line">
      <span>{what}</span>
      {amount && <span className="work-amount">{amount}</span>}
    </p>
  )
}

/** In the outbox: everything that waits, both ways, in counts and bytes. */
export function WorkLeftInFull({ network: { left, state } }: { network: Network }) {
  const words = useWords(networkWords)
  const language = useLanguage()
  const { up, down, rate, secondsLeft } = left
  // The pace of a line that is down says nothing.
  const moving = state === 'online'
  const chosen = state === 'offline-by-choice'
  const pace = [
    moving && rate !== null && words.rate(size(language, rate)),
    moving && secondsLeft !== null && words.timeLeft(aboutSoLong(secondsLeft)),
  ].filter((part) => part !== false)
  const waits = up.updates + up.pictures + down.stories > 0 || !down.told
  if (!waits) return null
  return (
    <div className="work-left">
      {up.updates > 0 && (
        <Line
          what={`${words.texts(up.updates)} ${words.inStories(up.stories)}`}
          amount={size(language, up.bytes)}
        />
      )}
      {up.pictures > 0 && (
        <Line what={words.pictures(up.pictures)} amount={size(language, up.pictureBytes)} />
      )}
      {!down.told && <Line what={words.gettingAll} />}
      {down.stories > 0 && <Line what={words.toFetch(down.stories)} />}
      {pace.length > 0 && <p className="outbox-note">{pace.join(' · ')}</p>}
      {!moving && !chosen && up.updates > 0 && <p className="outbox-note">{words.onDevice}</p>}
    </div>
  )
}

/** Text that its story did not take, and the way to see it. */
export function TextSetAside({ count, onLook }: { count: number; onLook: () => void }) {
  const words = useWords(quarantineWords)
  if (count === 0) return null
  const look = () => {
    onLook()
    showOverlay('quarantine')
  }
  return (
    <p className="work-line">
      <span>{words.count(count)}</span>
      <Button onClick={look}>{words.look}</Button>
    </p>
  )
}

/** The person's own switch for networks where every byte costs. */
export function SaveData({ network: { saving, left } }: { network: Network }) {
  const words = useWords(networkWords)
  const failed = useWords(deskWords).failed.network
  const pictures = left.up.pictures
  const fail = (error: unknown) => toastFailure(error, failed)
  return (
    <div className="save-data">
      <Switch
        className="switch"
        isSelected={saving !== 'no'}
        onChange={(save) => void saveData(save).catch(fail)}
      >
        <span className="switch-track" aria-hidden />
        {words.saveData}
      </Switch>
      <p className="outbox-note">
        {saving === 'sending-now' ? words.sendingNow : words.saveDataHint}
      </p>
      {saving === 'yes' && pictures > 0 && (
        <p className="work-line">
          <span>{words.picturesWait(pictures)}</span>
          <Button onClick={() => void sendPictures().catch(fail)}>{words.sendNow}</Button>
        </p>
      )}
    </div>
  )
}
