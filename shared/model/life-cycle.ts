/**
 * The life of a story: three axes (work, publication, legal), moved by commands.
 * The server runs `decide` for truth; every desk runs the same function to preview.
 *
 * LC1  Nobody approves their own story.
 * LC2  An approval holds for exactly the version that was read.
 * LC3  A newer edit voids an approval, and the fact says who and when.
 * LC4  Nothing goes to readers before its embargo ends.
 * LC6  Nothing goes to readers while the server lacks one of its pictures.
 * LC5  The same fact, command and context always give the same verdict.
 */
import type { StoryCommand } from './commands.ts'
import { assertNever } from './errors.ts'
import type { Publication, StoryFact, Work } from './facts.ts'
import type { UserId, VersionHash } from './ids.ts'
import type { Person } from './people.ts'
import { may } from './permissions.ts'
import type { RefusalCode } from './refusals.ts'
import type { Instant } from './time.ts'

/** What a judge needs to know besides the fact and the command. */
export interface StoryContext {
  readonly actor: Person
  readonly now: Instant
  /** The version in the judge's own log, or null when there is no text yet. */
  readonly version: VersionHash | null
  /** What that version still lacks before readers may see it (`missingForReaders`). */
  readonly missing: readonly RefusalCode[]
  /** Pictures of that version whose originals the judge does not have; none when not said. */
  readonly picturesAway?: number
  /** Words of that version are hidden behind an update the judge lacks. */
  readonly textIncomplete?: boolean
}

export type StoryVerdict =
  | { readonly kind: 'accepted'; readonly fact: StoryFact }
  | { readonly kind: 'refused'; readonly because: RefusalCode }

const refused = (because: RefusalCode): StoryVerdict => ({ kind: 'refused', because })

type Change = Partial<Pick<StoryFact, 'work' | 'publication' | 'legal'>>
const moved = (fact: StoryFact, change: Change): StoryVerdict => ({
  kind: 'accepted',
  fact: { ...fact, ...change, revision: fact.revision + 1 },
})

/** Judges one command about one story. */
export function decide(
  fact: StoryFact | null,
  command: StoryCommand,
  context: StoryContext,
): StoryVerdict {
  if (command.do === 'create-story') return create(fact, command, context)
  if (!fact) return refused('unknown-story')
  if (!may(context.actor, command.do, fact.desk)) return refused('not-allowed')
  if (fact.work.at === 'spiked' && command.do !== 'unspike') return refused('stage-moved-on')
  switch (command.do) {
    case 'submit':
      return submit(fact, command.version, context)
    case 'withdraw':
      return fact.work.at === 'submitted'
        ? moved(fact, { work: { at: 'draft' } })
        : refused('stage-moved-on')
    case 'return':
      return sendBack(fact, command.reason, context)
    case 'approve':
      return approve(fact, command.version, context)
    case 'publish':
      return publish(fact, command.version, command.correction, context)
    case 'schedule':
      return schedule(fact, command.version, command.publishAt, context)
    case 'unschedule':
      return unschedule(fact)
    case 'take-down':
      return takeDown(fact, command.reason, context)
    case 'set-embargo':
      return setEmbargo(fact, command.until, context)
    case 'spike':
      return spike(fact, command.reason, context)
    case 'unspike':
      return fact.work.at === 'spiked'
        ? moved(fact, { work: fact.work.before })
        : refused('stage-moved-on')
    default:
      return assertNever(command)
  }
}

function create(
  fact: StoryFact | null,
  command: Extract<StoryCommand, { do: 'create-story' }>,
  { actor, now }: StoryContext,
): StoryVerdict {
  if (fact) return refused('exists-already')
  if (!may(actor, 'create-story', command.desk)) return refused('not-allowed')
  return {
    kind: 'accepted',
    fact: {
      type: 'story',
      id: command.story,
      revision: 1,
      desk: command.desk,
      language: command.language,
      writer: actor.id,
      createdAt: now,
      translationGroup: command.translationGroup,
      work: { at: 'draft' },
      publication: { at: 'unpublished' },
      legal: { embargo: null },
    },
  }
}

function submit(
  fact: StoryFact,
  version: VersionHash,
  { actor, now, ...context }: StoryContext,
): StoryVerdict {
  const { at } = fact.work
  if (at !== 'draft' && at !== 'returned' && at !== 'done') return refused('stage-moved-on')
  if (context.missing.includes('headline-missing')) return refused('headline-missing')
  if (fact.publication.at === 'live' && fact.publication.version === context.version) {
    return refused('no-change')
  }
  return moved(fact, { work: { at: 'submitted', by: actor.id, when: now, version } })
}

function sendBack(fact: StoryFact, reason: string, { actor, now }: StoryContext): StoryVerdict {
  const { at } = fact.work
  if (at !== 'submitted' && at !== 'approved') return refused('stage-moved-on')
  return moved(fact, { work: { at: 'returned', by: actor.id, when: now, reason } })
}

function approve(
  fact: StoryFact,
  version: VersionHash,
  { actor, now, ...context }: StoryContext,
): StoryVerdict {
  if (fact.work.at !== 'submitted') return refused('stage-moved-on')
  if (actor.id === fact.writer || actor.id === fact.work.by) return refused('own-story')
  if (version !== context.version) return refused('version-moved-on')
  if (context.textIncomplete) return refused('text-incomplete')
  const [missing] = context.missing
  if (missing) return refused(missing)
  return moved(fact, {
    work: { at: 'approved', by: actor.id, when: now, version, submittedBy: fact.work.by },
  })
}

function publish(
  fact: StoryFact,
  version: VersionHash,
  correction: string | undefined,
  { actor, now, ...context }: StoryContext,
): StoryVerdict {
  const { work } = fact
  if (work.at !== 'approved' && work.at !== 'scheduled') return refused('stage-moved-on')
  if (version !== work.version || version !== context.version) return refused('version-moved-on')
  if (isUnderEmbargo(fact, now)) return refused('under-embargo')
  if (fact.publication.at === 'live' && !correction) return refused('correction-note-missing')
  if (context.textIncomplete) return refused('text-incomplete')
  if (picturesAreAway(context)) return refused('pictures-on-their-way')
  return moved(fact, {
    work: { at: 'done', by: actor.id, when: now },
    publication: goneLive(fact.publication, version, actor.id, now, correction),
  })
}

function schedule(
  fact: StoryFact,
  version: VersionHash,
  publishAt: Instant,
  { actor, now, ...context }: StoryContext,
): StoryVerdict {
  const { work } = fact
  if (work.at !== 'approved' && work.at !== 'scheduled') return refused('stage-moved-on')
  if (version !== work.version || version !== context.version) return refused('version-moved-on')
  if (publishAt <= now) return refused('time-passed')
  if (isUnderEmbargo(fact, publishAt)) return refused('under-embargo')
  if (fact.publication.at === 'live') return refused('correction-note-missing')
  if (context.textIncomplete) return refused('text-incomplete')
  if (picturesAreAway(context)) return refused('pictures-on-their-way')
  const approvedBy = work.at === 'approved' ? work.by : work.approvedBy
  const { submittedBy } = work
  return moved(fact, {
    work: { at: 'scheduled', by: actor.id, when: now, version, publishAt, approvedBy, submittedBy },
  })
}

function unschedule(fact: StoryFact): StoryVerdict {
  const { work } = fact
  if (work.at !== 'scheduled') return refused('stage-moved-on')
  const { approvedBy, when, version, submittedBy } = work
  return moved(fact, { work: { at: 'approved', by: approvedBy, when, version, submittedBy } })
}

function takeDown(fact: StoryFact, reason: string, { actor, now }: StoryContext): StoryVerdict {
  if (fact.publication.at !== 'live') return refused('not-live')
  const { since } = fact.publication
  return moved(fact, {
    work: fact.work.at === 'done' ? { at: 'draft' } : fact.work,
    publication: { at: 'taken-down', by: actor.id, when: now, reason, since },
  })
}

function setEmbargo(
  fact: StoryFact,
  until: Instant | null,
  { actor, now }: StoryContext,
): StoryVerdict {
  if (until === null) return moved(fact, { legal: { embargo: null } })
  if (until <= now) return refused('time-passed')
  if (fact.publication.at === 'live') return refused('stage-moved-on')
  if (fact.work.at === 'scheduled' && fact.work.publishAt < until) return refused('under-embargo')
  return moved(fact, { legal: { embargo: { until, by: actor.id } } })
}

function spike(fact: StoryFact, reason: string, { actor, now }: StoryContext): StoryVerdict {
  const { work } = fact
  if (work.at === 'spiked' || work.at === 'scheduled' || fact.publication.at === 'live') {
    return refused('stage-moved-on')
  }
  return moved(fact, { work: { at: 'spiked', by: actor.id, when: now, reason, before: work } })
}

const picturesAreAway = ({ picturesAway = 0 }: Pick<StoryContext, 'picturesAway'>): boolean =>
  picturesAway > 0

export const isUnderEmbargo = (fact: StoryFact, at: Instant): boolean =>
  fact.legal.embargo !== null && at < fact.legal.embargo.until

function goneLive(
  before: Publication,
  version: VersionHash,
  by: UserId,
  now: Instant,
  correction?: string,
): Publication {
  const corrections = before.at === 'live' ? before.corrections : []
  return {
    at: 'live',
    version,
    by,
    since: before.at === 'unpublished' ? now : before.since,
    updated: now,
    corrections: correction ? [...corrections, { note: correction, when: now, by }] : corrections,
  }
}

/**
 * The story after an edit: an approval (or schedule) of another version is void (LC3).
 * Returns null when nothing changes.
 */
export function afterEdit(
  fact: StoryFact,
  version: VersionHash,
  editor: UserId,
  now: Instant,
): StoryFact | null {
  const { work } = fact
  if (work.at !== 'approved' && work.at !== 'scheduled') return null
  if (work.version === version) return null
  const approvedBy = work.at === 'approved' ? work.by : work.approvedBy
  const back: Work = {
    at: 'submitted',
    by: work.submittedBy,
    when: now,
    version,
    voided: { by: editor, when: now, approvedBy },
  }
  return { ...fact, work: back, revision: fact.revision + 1 }
}

/**
 * The story when its scheduled time has come, or null when it is not due or no longer the
 * scheduled version. `version` is the one in the server's log.
 */
export function whenDue(
  fact: StoryFact,
  version: VersionHash | null,
  now: Instant,
): StoryFact | null {
  const { work } = fact
  if (work.at !== 'scheduled' || work.publishAt > now || work.version !== version) return null
  if (isUnderEmbargo(fact, now)) return null
  return {
    ...fact,
    revision: fact.revision + 1,
    work: { at: 'done', by: work.by, when: now },
    publication: goneLive(fact.publication, work.version, work.by, now),
  }
}
