import { ChevronDown } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { type RefusalCode, refusalText } from '../../../shared/model/refusals.ts'
import { runAction, useAction } from '../../bridge/actions.ts'
import { useNameOf } from '../../bridge/people.ts'
import { useSignedIn, useTimeZone } from '../../bridge/session.ts'
import { useNow } from '../../bridge/use-now.ts'
import { MergeMark } from '../../merge/MergeMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { actionKeys, matchesChord } from '../../ui/keymap.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { StoryStateChip } from '../../ui/StoryState.tsx'
import { clockAndDay } from '../../words/clock.ts'
import { commandWords } from '../../words/commands.ts'
import { stageWords } from '../../words/stage.ts'
import { useLabel, useLanguage, useWords } from '../../words/use-words.ts'
import { useMayWrite, useReadPermission } from '../may-write.ts'
import { PresentPeople } from '../PresentPeople.tsx'
import { useStory } from '../story-context.ts'
import { GoneNotice, StageNotice } from './StageNotice.tsx'
import type { StageAction, StageDeed } from './stage-actions.ts'
import { useDeeds } from './use-deeds.tsx'
import { type StageRow, useStageChoice, useStoryRow } from './use-stage.ts'
import './stage-bar.css'

const nextChord = actionKeys['next-action']
const dangers: readonly StageDeed[] = ['take-down', 'spike']

/** Where the story stands, who is in it, and the one next thing to do; everything else in the menu. */
export function StageBar() {
  const words = useWords(stageWords)
  const row = useStoryRow()
  const choice = useStageChoice(row)
  const { run, dialog } = useDeeds(row?.fact ?? null)
  const { session, doc, jumps } = useStory()
  const next = choice?.next ?? null
  const mayWrite = useMayWrite()
  const mayRead = useReadPermission()
  useAction('next-action', next && next.whyNot === null ? () => run(next.deed) : null)
  const bar = useRef<HTMLElement>(null)
  useNextKey(bar)
  const preview = () => {
    void session.flush().catch(() => undefined)
    runAction('preview')
  }
  return (
    <>
      <section ref={bar} className="stage-bar" aria-label={words.bar}>
        {row && <WhereAndWho row={row} />}
        <PresentPeople />
        <MergeMark doc={doc} onLook={() => jumps.to({ at: 'merge' })} />
        {!mayWrite && <StateChip tone="plain">{words.readOnly}</StateChip>}
        <div className="stage-actions">
          {row && row.pending > 0 && <span className="stage-note">{words.waitingForServer}</span>}
          {row && row.pending === 0 && <StageTime row={row} />}
          <Button chord={actionKeys.preview} className="stage-preview" onClick={preview}>
            {words.preview}
          </Button>
          {next && <NextAction action={next} run={run} />}
          {choice && <OtherActions actions={choice.others} run={run} />}
        </div>
      </section>
      {!mayRead && <GoneNotice />}
      {row && <StageNotice fact={row.fact} />}
      {dialog}
    </>
  )
}

/** The key of the next action goes before the controls of the screen: a focused button would keep it. */
function useNextKey(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const screen = bar.current?.closest<HTMLElement>('.story-screen')
    const onKeyDown = (event: KeyboardEvent) => {
      if (!nextChord || !matchesChord(event, nextChord)) return
      event.preventDefault()
      event.stopPropagation()
      runAction('next-action')
    }
    screen?.addEventListener('keydown', onKeyDown, true)
    return () => screen?.removeEventListener('keydown', onKeyDown, true)
  }, [bar])
}

function WhereAndWho({ row }: { row: StageRow }) {
  const words = useWords(stageWords)
  const label = useLabel()
  const nameOf = useNameOf()
  const desk = useSignedIn()?.desks.find(({ id }) => id === row.fact.desk)
  const writer = nameOf(row.fact.writer)
  const ofDesk = desk && words.desk(label(desk.labels))
  return (
    <>
      <StoryStateChip fact={row.fact} />
      <span
        className="stage-who whole-parts"
        data-tip={[ofDesk, writer].filter(Boolean).join(' · ')}
      >
        {ofDesk && <span>{ofDesk}</span>}
        {writer && (
          <span>
            {ofDesk && ' · '}
            <bdi>{writer}</bdi>
          </span>
        )}
      </span>
    </>
  )
}

/** The moment that counts in this stage. */
function StageTime({ row }: { row: StageRow }) {
  const words = useWords(stageWords)
  const language = useLanguage()
  const nameOf = useNameOf()
  const zone = useTimeZone()
  const now = useNow(60_000)
  const when = (at: number) => clockAndDay(language, at, now, zone)
  const { work, publication } = row.fact
  if (work.at === 'approved') {
    return (
      <span className="stage-note" data-tip={words.editVoids}>
        {words.approvedBy(nameOf(work.by), when(work.when))}
      </span>
    )
  }
  if (work.at === 'submitted' && !work.voided) {
    return <span className="stage-note">{words.submittedBy(nameOf(work.by), when(work.when))}</span>
  }
  if (publication.at === 'live' && work.at !== 'scheduled') {
    return <span className="stage-note">{words.liveSince(when(publication.since))}</span>
  }
  return null
}

interface ActionProps {
  readonly action: StageAction
  readonly run: (deed: StageDeed) => void
}

function NextAction({ action, run }: ActionProps) {
  const commands = useWords(commandWords)
  const language = useLanguage()
  return (
    <Button
      look={action.deed === 'approve' ? 'good' : 'accent'}
      chord={nextChord}
      whyNot={action.whyNot && refusalText[action.whyNot][language]}
      onClick={() => run(action.deed)}
    >
      {commands[action.deed]}
    </Button>
  )
}

interface OtherActionsProps {
  readonly actions: readonly StageAction[]
  readonly run: (deed: StageDeed) => void
}

function OtherActions({ actions, run }: OtherActionsProps) {
  const words = useWords(stageWords)
  const commands = useWords(commandWords)
  const language = useLanguage()
  const sayWhyNot = (deed: StageDeed, why: RefusalCode) =>
    why === 'stage-moved-on' || why === 'not-live' ? words.notNow[deed] : refusalText[why][language]
  const entries = actions.map(({ deed, whyNot }) => ({
    id: deed,
    label: commands[deed],
    whyNot: whyNot && sayWhyNot(deed, whyNot),
    danger: dangers.includes(deed) && whyNot === null,
    run: () => run(deed),
  }))
  return (
    <MenuButton
      label={words.more}
      placement="bottom end"
      groups={[
        { id: 'can', entries: entries.filter(({ whyNot }) => !whyNot) },
        { id: 'cannot', entries: entries.filter(({ whyNot }) => whyNot) },
      ].filter((group) => group.entries.length > 0)}
    >
      <Icon of={ChevronDown} />
    </MenuButton>
  )
}
