/**
 * A newsroom's server in memory, with the same rules and wire as the real one and faults on
 * demand; for tests of the desk. `newsroom-http.ts` puts it on the wire.
 */
import { randomUUID } from 'node:crypto'
import { mergePacked } from '../../../shared/document/encoding.ts'
import { projectStory } from '../../../shared/document/projection.ts'
import { decideBreaking } from '../../../shared/model/breaking.ts'
import {
  type Command,
  isBreakingCommand,
  isStoryCommand,
  type SentCommand,
} from '../../../shared/model/commands.ts'
import { type Fact, factKey, type StoryFact } from '../../../shared/model/facts.ts'
import { newNewsroomId, newUserId, type StoryId, type UserId } from '../../../shared/model/ids.ts'
import { decide } from '../../../shared/model/life-cycle.ts'
import type { Newsroom, Person, Role } from '../../../shared/model/people.ts'
import { may } from '../../../shared/model/permissions.ts'
import { missingForReaders } from '../../../shared/model/readiness.ts'
import type { Change, ChangesPage, Cursor } from '../../../shared/protocol/changes.ts'
import type { Verdict } from '../../../shared/protocol/commands.ts'
import { versionOf } from '../projection/project-text.ts'
import { withDocument } from '../store/story-texts.ts'
import { city } from './a-story.ts'

const labels = (text: string) => ({ en: text, ar: text, es: text })

export interface Logged {
  readonly seq: number
  readonly device: string
  readonly by: Person
  readonly ref: number
  readonly update: Uint8Array
}

export class NewsroomInMemory {
  readonly newsroom: Newsroom = {
    id: newNewsroomId(),
    name: labels('The Test Post'),
    slogan: labels('Tested'),
    timeZone: 'UTC',
  }
  readonly desks = [{ id: city, labels: labels('City') }]
  readonly people = new Map<string, Person>()
  readonly logs = new Map<StoryId, Logged[]>()
  readonly verdicts = new Map<string, Verdict>()
  /** Commands in the order of their judgement, repetitions left out. */
  readonly judged: SentCommand[] = []
  epoch = randomUUID()
  #feed: Change[] = []
  #position = 0
  onFeed: () => void = () => {}

  constructor() {
    this.announce({ type: 'newsroom', newsroom: this.newsroom })
    for (const desk of this.desks) this.announce({ type: 'desk', desk })
  }

  /** Somebody with one role on the City desk. */
  person(name: string, role: Role): Person {
    const person: Person = {
      id: newUserId(),
      name,
      email: `${name}@testpost.example`,
      language: 'en',
      memberships: [{ desk: city, role }],
    }
    this.people.set(person.email, person)
    this.announce({ type: 'person', person })
    return person
  }

  announce(fact: Fact): number {
    this.#position += 1
    const key = factKey(fact)
    this.#feed = this.#feed.filter((change) => factKey(change.fact) !== key)
    this.#feed.push({ position: this.#position, at: Date.now(), fact })
    this.onFeed()
    return this.#position
  }

  changes(cursor: Cursor | null, limit: number): ChangesPage {
    const after = cursor?.epoch === this.epoch ? cursor.after : 0
    const all = this.#feed.filter(({ position }) => position > after)
    const changes = all.slice(0, limit)
    const next = changes.at(-1)?.position ?? after
    const more = all.length > limit
    return { epoch: this.epoch, changes, removed: [], next, more, now: Date.now() }
  }

  get head(): number {
    return this.#position
  }

  story(id: StoryId): StoryFact | null {
    const found = this.#feed.find(({ fact }) => fact.type === 'story' && fact.id === id)
    return found?.fact.type === 'story' ? found.fact : null
  }

  /** Logs an update as the real server does: once for the same device, number and bytes. */
  append(
    story: StoryId,
    update: Uint8Array,
    sent: { device: string; ref: number; by: Person },
  ): Logged | 'unknown-story' | 'not-allowed' {
    const fact = this.story(story)
    if (!fact) return 'unknown-story'
    if (!may(sent.by, 'write', fact.desk)) return 'not-allowed'
    const log = this.logs.get(story) ?? []
    const known = log.find(
      (one) =>
        one.device === sent.device &&
        one.ref === sent.ref &&
        Buffer.compare(one.update, update) === 0,
    )
    if (known) return known
    const logged = { ...sent, update: new Uint8Array(update), seq: log.length + 1 }
    this.logs.set(story, [...log, logged])
    this.announce({ type: 'document-head', story, seq: logged.seq, edited: Date.now() })
    return logged
  }

  /** Everything of a story after a seq as one update; null when there is nothing. */
  since(
    story: StoryId,
    have: number,
  ): { seq: number; update: Uint8Array; authors: UserId[] } | null {
    const rows = (this.logs.get(story) ?? []).filter(({ seq }) => seq > have)
    const last = rows.at(-1)
    if (!last) return null
    const authors = [...new Set(rows.map(({ by }) => by.id))]
    return { seq: last.seq, update: mergePacked(rows.map(({ update }) => update)), authors }
  }

  headline(story: StoryId): string {
    return this.#content(story)?.headline ?? ''
  }

  judge(sent: SentCommand, actor: Person): Verdict {
    const before = this.verdicts.get(sent.id)
    if (before) return before
    this.judged.push(sent)
    const judgement = this.#decide(sent.command, actor)
    const verdict: Verdict =
      judgement.kind === 'refused'
        ? { ...judgement, command: sent.id }
        : {
            kind: 'accepted',
            command: sent.id,
            position: this.announce(judgement.fact),
            fact: judgement.fact,
          }
    this.verdicts.set(sent.id, verdict)
    return verdict
  }

  /**
   * As after a restore from a backup that was made before `lost` stories were written, and before
   * the facts of these keys were made.
   */
  restore(lost: readonly StoryId[], forgotten: readonly string[] = []): void {
    this.epoch = randomUUID()
    for (const story of lost) this.logs.delete(story)
    this.#feed = this.#feed.filter(
      ({ fact }) =>
        (fact.type !== 'document-head' || !lost.includes(fact.story)) &&
        !forgotten.includes(factKey(fact)),
    )
    this.onFeed()
  }

  #decide(command: Command, actor: Person) {
    const now = Date.now()
    if (isStoryCommand(command)) {
      const content = this.#content(command.story)
      const version = content && versionOf(content)
      const missing = content ? missingForReaders(content) : []
      return decide(this.story(command.story), command, { actor, now, version, missing })
    }
    if (isBreakingCommand(command)) {
      const found = this.#feed.find(
        ({ fact }) => fact.type === 'breaking' && fact.id === command.breaking,
      )
      const fact = found?.fact.type === 'breaking' ? found.fact : null
      return decideBreaking(fact, command, { actor, now })
    }
    const { scheme, key, labels: names } = command
    const fact: Fact = { type: 'term', scheme, key, labels: names }
    return { kind: 'accepted' as const, fact }
  }

  #content(story: StoryId) {
    const parts = (this.logs.get(story) ?? []).map(({ update }) => update)
    return parts.length === 0 ? null : withDocument(parts, projectStory)
  }
}
