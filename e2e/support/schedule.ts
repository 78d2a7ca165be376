/** A schedule full of breaking lines and stories, and what became of it. */
import { hashContent } from '../../server/documents/current-version.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { metaOf } from '../../shared/document/story-doc.ts'
import type { Command } from '../../shared/model/commands.ts'
import {
  type BreakingId,
  newBreakingId,
  type StoryId,
  type VersionHash,
} from '../../shared/model/ids.ts'
import { aWireDesk, aWireStory, changesSince, type WireDesk, write } from './wire-desk.ts'

export interface Scheduled {
  readonly id: BreakingId | StoryId
  readonly due: number
  /** Of the fact when it was scheduled; going out raises it by one. */
  readonly revision: number
}

export interface Fired {
  /** Items that have not gone out. */
  readonly missing: string[]
  /** Items that moved more than once, or not as they should. */
  readonly wrong: string[]
  /** How late each took effect, by the database's clock. */
  readonly late_ms: readonly number[]
}

async function accepted(desk: WireDesk, command: Command): Promise<number> {
  const verdict = await desk.command(command)
  if (verdict.kind === 'refused') throw new Error(`${command.do}: ${verdict.because}`)
  return 'revision' in verdict.fact ? verdict.fact.revision : 0
}

async function aScheduledLine(chief: WireDesk, due: number): Promise<Scheduled> {
  const breaking = newBreakingId()
  const lines = { en: { attribution: 'Port authority', text: `Berth ${due % 1000} opens` } }
  const revision = await accepted(chief, {
    ...{ do: 'breaking-schedule', breaking, lines },
    ...{ story: null, life: 86_400_000, goLiveAt: due },
  })
  return { id: breaking, due, revision }
}

interface Approved {
  readonly story: StoryId
  readonly version: VersionHash
}

async function aScheduledStory(
  chief: WireDesk,
  { story, version }: Approved,
  due: number,
): Promise<Scheduled> {
  const revision = await accepted(chief, { do: 'schedule', story, version, publishAt: due })
  return { id: story, due, revision }
}

async function anApprovedStory(reporter: WireDesk, chief: WireDesk): Promise<Approved> {
  const story = await aWireStory(reporter)
  metaOf(story.doc).set('section', 'economy')
  write(story, `Timetable of ${story.id}`)
  const items = story.updates.map((update, n) => ({
    ...{ story: story.id, ref: n + 1 },
    update: new Uint8Array(update),
  }))
  for (const item of items) await reporter.push([item])
  const version = hashContent(projectStory(story.doc))
  await accepted(reporter, { do: 'submit', story: story.id, version })
  await accepted(chief, { do: 'approve', story: story.id, version })
  return { story: story.id, version }
}

export interface Schedule {
  readonly items: readonly Scheduled[]
  readonly from: number
  readonly until: number
}

/** What bringing one story to approval asks of the server: create, push twice, submit, approve. */
const stepsToApproval = 5

/**
 * Schedules lines and stories, evenly over `span_ms`, the first `lead_ms` after everything is
 * approved, or as much later as a busy machine needs to take all of them before.
 */
export async function aSchedule(
  server: string,
  count: { lines: number; stories: number },
  times: { lead_ms: number; span_ms: number },
): Promise<Schedule> {
  const reporter = await aWireDesk(server, 'nadia')
  const chief = await aWireDesk(server, 'majid')
  const approved: Approved[] = []
  const begun = performance.now()
  for (let n = 0; n < count.stories; n++) approved.push(await anApprovedStory(reporter, chief))
  const total = count.lines + count.stories
  // Stories stand evenly between the lines.
  const isStory = (n: number) =>
    Math.floor(((n + 1) * count.stories) / total) > Math.floor((n * count.stories) / total)
  const step_ms = (performance.now() - begun) / (count.stories * stepsToApproval)
  const { now } = await chief.changes(0)
  const from = now + Math.round(Math.max(times.lead_ms, 2 * step_ms * total))
  const items: Scheduled[] = []
  for (let n = 0; n < total; n++) {
    const due = from + Math.floor((n * times.span_ms) / total)
    const next = isStory(n) ? approved.shift() : undefined
    items.push(next ? await aScheduledStory(chief, next, due) : await aScheduledLine(chief, due))
  }
  return { items, from, until: from + times.span_ms }
}

/** What the change feed says about every item now. */
export async function whatFired(server: string, { items }: Schedule): Promise<Fired> {
  const desk = await aWireDesk(server, 'majid')
  const facts = new Map(
    (await changesSince(desk, 0)).map(({ fact }) => ['id' in fact ? fact.id : '', fact]),
  )
  const missing: string[] = []
  const wrong: string[] = []
  const late_ms: number[] = []
  for (const { id, due, revision } of items) {
    const fact = facts.get(id)
    const since = liveSince(fact)
    if (since === null) missing.push(id)
    else if (!fact || !('revision' in fact) || fact.revision !== revision + 1 || since < due) {
      wrong.push(`${id}: ${JSON.stringify(fact)}`)
    } else late_ms.push(since - due)
  }
  return { missing, wrong, late_ms }
}

type SomeFact = Awaited<ReturnType<typeof changesSince>>[number]['fact']

function liveSince(fact: SomeFact | undefined): number | null {
  if (fact?.type === 'breaking') return fact.stage.at === 'live' ? fact.stage.since : null
  if (fact?.type !== 'story') return null
  return fact.publication.at === 'live' ? fact.publication.since : null
}
