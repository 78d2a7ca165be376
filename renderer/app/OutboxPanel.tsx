import type { RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import type { OutboxRow } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import { engine } from '../bridge/engine.ts'
import { main } from '../bridge/main-process.ts'
import { useNetwork, workOffline } from '../bridge/network.ts'
import { showOverlay } from '../bridge/place.ts'
import { useSession } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { useNow } from '../bridge/use-now.ts'
import { Button } from '../ui/Button.tsx'
import { toastFailure } from '../ui/toasts.ts'
import { careWords } from '../words/care.ts'
import { age, isFresh } from '../words/clock.ts'
import { commandWords } from '../words/commands.ts'
import { deskWords } from '../words/desk.ts'
import { networkWords } from '../words/network.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { outboxSays } from './outbox-says.ts'
import { useSafety } from './use-safety.ts'
import { SaveData, TextSetAside, WorkLeftInFull } from './WorkLeft.tsx'
import '../ui/menu.css'

function StoryName({ story }: { story: StoryId }) {
  const row = useEngineQuery('stories:row', { story }, ['stories:changed']).data
  return row ? <bdi>{row.headline || row.slug}</bdi> : null
}

function subjectOf({ command }: OutboxRow) {
  if ('lines' in command) {
    const line = command.lines.en ?? command.lines.ar ?? command.lines.es
    return <bdi>{line?.text}</bdi>
  }
  if (command.do === 'add-term' || command.do === 'breaking-recall') return null
  return <StoryName story={command.story} />
}

function Row({ row }: { row: OutboxRow }) {
  const words = useWords(deskWords)
  const commands = useWords(commandWords)
  const language = useLanguage()
  const now = useNow(15_000)
  const subject = subjectOf(row)
  const refused = row.state.at === 'refused' ? row.state : null
  const withdraw = () =>
    void engine
      .call('outbox:withdraw', { id: row.id })
      .catch((error: unknown) => toastFailure(error, words.failed.withdraw))
  return (
    <li className="outbox-row">
      <span className="outbox-what">
        {commands[row.command.do]}
        {subject && <> · {subject}</>}
      </span>
      {refused ? (
        <span className="outbox-refused">
          {words.refused}: {refusalText[refused.because][language]}
        </span>
      ) : (
        <span className="outbox-note">
          {words.since(isFresh(row.issuedAt, now) ? null : age(language, row.issuedAt, now))}
        </span>
      )}
      <Button onClick={withdraw}>{refused ? words.dismiss : words.withdraw}</Button>
    </li>
  )
}

/** Any page shows the network's own sign-in; the newsroom's address is one that we know. */
function OpenPortal() {
  const words = useWords(networkWords)
  const server = useSession()
  if (server?.at !== 'signed-in') return null
  // Without encryption the network can answer in its place, which is what is wanted here.
  const url = server.server.replace(/^https:/, 'http:')
  const open = () =>
    void main
      .call('app:open-in-browser', { url })
      .catch((error: unknown) => toastFailure(error, words.openPageFailed))
  return (
    <Button look="accent" onClick={open}>
      {words.openPage}
    </Button>
  )
}

/** The person's own choice, and the way back. */
function OnlineAgain() {
  const words = useWords(networkWords)
  const failed = useWords(deskWords).failed.network
  const fail = (error: unknown) => toastFailure(error, failed)
  return (
    <>
      <p className="outbox-note">{words.byChoice}</p>
      <Button onClick={() => void workOffline(false).catch(fail)}>{words.onlineAgain}</Button>
    </>
  )
}

/** What waits to be saved is not waiting to be sent. */
function NotSaved({ why, remedy }: { why: string; remedy: string }) {
  const words = useWords(careWords)
  return (
    <p className="outbox-refused">
      <strong>{words.notSaved}.</strong> {why} {remedy}
    </p>
  )
}

interface OutboxPanelProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** What waits for the server and what it refused; anything here can be withdrawn or cleared. */
export function OutboxPanel({ anchor, onClose }: OutboxPanelProps) {
  const words = useWords(deskWords)
  const welcome = useWords(welcomeWords)
  const network = useNetwork()
  const outbox = useEngineQuery('outbox:list', {}, ['outbox:changed'])
  const rows = outbox.data?.rows ?? []
  const texts = network?.waitingUpdates ?? 0
  const pictures = network?.waitingPictures ?? 0
  const safety = useSafety()
  // A full disk keeps words from being saved, and the line from being used: it is told once.
  const saidBelow = safety?.word === 'not-saved' ? safety.why : null
  const counted = rows.length + texts + pictures > 0
  const says = outboxSays({ safety, counted, told: network?.left.down.told !== false })
  return (
    <Popover
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="top end"
      className="popover"
    >
      <Dialog className="outbox" aria-label={words.outbox}>
        <h2 className="outbox-title">{words.outbox}</h2>
        {network?.problem && network.problem !== saidBelow && (
          <p className="outbox-note">{network.problem}</p>
        )}
        {network?.portal && <OpenPortal />}
        {network?.state === 'signed-out' && (
          <Button look="accent" onClick={() => showOverlay('sign-in')}>
            {welcome.again}
          </Button>
        )}
        {network?.state === 'offline-by-choice' && <OnlineAgain />}
        {safety?.word === 'not-saved' && <NotSaved why={safety.why} remedy={safety.remedy} />}
        {says === 'nothing-waits' && outbox.data && (
          <p className="outbox-note">{words.nothingWaits}</p>
        )}
        {says === 'last-words' && <p className="outbox-note">{words.lastWords}</p>}
        {network && <WorkLeftInFull network={network} />}
        {network && <TextSetAside count={network.setAside} onLook={onClose} />}
        <ul>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
        {network && network.state !== 'signed-out' && <SaveData network={network} />}
      </Dialog>
    </Popover>
  )
}
