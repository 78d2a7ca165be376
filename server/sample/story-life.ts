/**
 * What happened to a sample story until now: who created, wrote, judged and published it, and
 * when. Pure; the loader carries it out through the command desk and the log.
 */
import type { Role } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import { type Anchor, instantOf } from './moment.ts'
import type { NewsroomFile, SampleStory } from './sample-files.ts'
import { sampleNumber } from './sample-ids.ts'
import type { StoryText } from './story-text.ts'

export type Act =
  | { readonly do: 'create' }
  | { readonly do: 'write'; readonly text: StoryText }
  | { readonly do: 'submit' }
  | { readonly do: 'return'; readonly reason: string }
  | { readonly do: 'approve' }
  | { readonly do: 'publish'; readonly correction?: string }
  | { readonly do: 'schedule'; readonly publishAt: Instant }
  | { readonly do: 'set-embargo'; readonly until: Instant }
  | { readonly do: 'take-down'; readonly reason: string }

/** One act, the person behind it (a key of newsroom.json) and its moment. */
export interface Step {
  readonly by: string
  readonly at: Instant
  readonly act: Act
}

const minute_ms = 60_000

interface Hands {
  readonly writer: string
  readonly submitter: string
  readonly chief: string
}

/** The steps of a story, oldest first. */
export function lifeOf(story: SampleStory, newsroom: NewsroomFile, anchor: Anchor): Step[] {
  const hands = handsOn(story, newsroom)
  const steps = [...stageSteps(story, hands, anchor), ...laterSteps(story, hands, anchor)]
  const first = Math.min(...steps.map(({ at }) => at))
  const draftedFor = (40 + sampleNumber(`${story.slug} drafted`, 260)) * minute_ms
  const text = story.before ?? story.text
  return [
    { by: hands.writer, at: first - draftedFor, act: { do: 'create' } },
    { by: hands.writer, at: first - 4 * minute_ms, act: { do: 'write', text } },
    ...steps.filter(({ act }) => act.do !== 'create'),
  ]
}

/** Who writes, who submits (photo editors do not) and which chief of the desk judges. */
function handsOn({ front, slug }: SampleStory, { people }: NewsroomFile): Hands {
  const holds = (key: string, role: Role): boolean =>
    people.find((person) => person.key === key)?.roles[front.desk]?.includes(role) ?? false
  const writer = front.writer
  const submitter = holds(writer, 'photo-editor')
    ? people.find(({ key }) => holds(key, 'reporter'))?.key
    : writer
  const chiefs = people
    .map(({ key }) => key)
    .filter((key) => holds(key, 'desk-chief') && key !== writer && key !== submitter)
  const chief = chiefs[sampleNumber(`${slug} chief`, chiefs.length || 1)]
  if (!submitter || !chief) throw new Error(`${slug}: nobody on ${front.desk} can judge it`)
  return { writer, submitter, chief }
}

function stageSteps({ front, slug }: SampleStory, hands: Hands, anchor: Anchor): Step[] {
  const { stage } = front
  const moment = instantOf(stage.moment, anchor)
  const back = (name: string, low: number, high: number) =>
    (low + sampleNumber(`${slug} ${name}`, high - low)) * minute_ms
  switch (stage.at) {
    case 'draft':
      // Only its moment counts: the draft was last written then.
      return [{ by: hands.writer, at: moment + 4 * minute_ms, act: { do: 'create' } }]
    case 'review':
      return [{ by: hands.submitter, at: moment, act: { do: 'submit' } }]
    case 'returned': {
      const { reason } = stage
      return [
        { by: hands.submitter, at: moment - back('submitted', 25, 80), act: { do: 'submit' } },
        { by: hands.chief, at: moment, act: { do: 'return', reason } },
      ]
    }
    case 'approved':
      return approval(hands, moment, back)
    case 'scheduled':
      return [
        ...approval(hands, anchor.now - 38 * minute_ms, back),
        {
          by: hands.chief,
          at: anchor.now - 35 * minute_ms,
          act: { do: 'schedule', publishAt: moment },
        },
      ]
    case 'live':
      return [
        ...approval(hands, moment - back('approved', 2, 12), back),
        { by: hands.chief, at: moment, act: { do: 'publish' } },
      ]
  }
}

type Back = (name: string, low: number, high: number) => number

const approval = (hands: Hands, at: Instant, back: Back): Step[] => [
  { by: hands.submitter, at: at - back('submitted', 8, 50), act: { do: 'submit' } },
  { by: hands.chief, at, act: { do: 'approve' } },
]

/** What came after the first publication, and the embargo. */
function laterSteps({ front, text }: SampleStory, hands: Hands, anchor: Anchor): Step[] {
  const { correction, revised, embargo, 'taken-down': takenDown } = front
  const steps: Step[] = []
  const step = (by: string, at: Instant, act: Act) => steps.push({ by, at, act })
  if (embargo) {
    const approvedAt = instantOf(front.stage.moment, anchor)
    step(hands.chief, approvedAt + minute_ms, {
      do: 'set-embargo',
      until: instantOf(embargo, anchor),
    })
  }
  if (correction) {
    const at = instantOf(correction.moment, anchor)
    step(hands.writer, at - 15 * minute_ms, { do: 'write', text })
    step(hands.submitter, at - 12 * minute_ms, { do: 'submit' })
    step(hands.chief, at - minute_ms, { do: 'approve' })
    step(hands.chief, at, { do: 'publish', correction: correction.note })
  }
  if (revised) {
    const at = instantOf(revised, anchor)
    step(hands.writer, at - 6 * minute_ms, { do: 'write', text })
    step(hands.submitter, at, { do: 'submit' })
  }
  if (takenDown) {
    const at = instantOf(takenDown.moment, anchor)
    step(hands.chief, at, { do: 'take-down', reason: takenDown.note })
  }
  return steps
}
