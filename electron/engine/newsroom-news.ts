/** What follows on this desk from what the sync brings: previews, rows of lists, words to windows. */
import type { Fact } from '../../shared/model/facts.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Verdict } from '../../shared/protocol/commands.ts'
import type { Hub } from './hub.ts'
import type { Previews } from './previews.ts'
import type { SafetyTold } from './safety-told.ts'
import type { Queued } from './store/outbox.ts'
import type { Store } from './store/store.ts'
import { storyOf } from './sync/facts/command-sync.ts'

/** More at a time: the lists ask for everything again. */
const mostRows = 500
/** A first sync brings hundreds of pictures: the screens ask anew anyway. */
const mostPictures = 20

interface Wiring {
  readonly store: Store
  readonly hub: Hub
  readonly previews: Previews
  readonly safety: SafetyTold
  readonly me: () => Person
  /** A story is published or changed for readers: its row is made again. */
  readonly onLive: (story: StoryId) => void
  readonly onPictures: () => void
  readonly onMe: (person: Person) => void
  /** The person, the newsroom or its desks may be other than before. */
  readonly onSurroundings: () => void
  /** A command of mine has been judged. */
  readonly onJudged: (story: StoryId | null) => void
}

export class NewsroomNews {
  readonly #wiring: Wiring

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  facts(facts: readonly Fact[]): void {
    const { previews, safety, onLive } = this.#wiring
    const stories: StoryId[] = []
    const types = new Set(facts.map(({ type }) => type))
    for (const fact of facts) {
      if (fact.type === 'document-head') stories.push(fact.story)
      if (fact.type !== 'story') continue
      stories.push(fact.id)
      previews.refresh(fact.id)
      if (fact.publication.at === 'live') onLive(fact.id)
    }
    if (stories.length > 0) this.#rows(stories)
    for (const type of types) this.#tell(type)
    if (types.has('asset')) this.#picturesArrived(facts)
    safety.networkDiffers()
  }

  verdict(queued: Queued, verdict: Verdict): void {
    const { hub, safety, onJudged } = this.#wiring
    const story = storyOf(queued)
    if (verdict.kind === 'refused') {
      hub.tell('command:refused', { id: queued.id, because: verdict.because, story })
      if (!story) this.#tell(queued.command.do === 'add-term' ? 'term' : 'breaking')
    } else this.facts([verdict.fact])
    onJudged(story)
    if (story) safety.tell(story)
  }

  /** These stories' rows and previews may be other than before, or gone. */
  storiesDiffer(stories: readonly StoryId[]): void {
    const { previews, safety } = this.#wiring
    for (const story of stories) previews.refresh(story)
    safety.tellKnown(stories)
    this.#rows(stories)
    safety.networkDiffers()
  }

  #rows(stories: readonly StoryId[]): void {
    this.#wiring.hub.rowsChanged(...(stories.length > mostRows ? [] : stories))
  }

  #picturesArrived(facts: readonly Fact[]): void {
    this.#wiring.onPictures()
    const assets = facts.flatMap((fact) => (fact.type === 'asset' ? [fact] : []))
    if (assets.length > mostPictures) return
    for (const { id, bytes } of assets) {
      this.#wiring.hub.tell('upload:progress', { asset: id, sent: bytes, bytes })
    }
  }

  #tell(type: Fact['type']): void {
    const { store, hub, me, onMe, onSurroundings } = this.#wiring
    if (type === 'breaking') hub.tell('breaking:changed', {})
    if (type === 'term') hub.tell('terms:changed', {})
    if (type !== 'person' && type !== 'desk' && type !== 'newsroom') return
    const mine = store.facts.all('person').find(({ person }) => person.id === me().id)
    if (mine) onMe(mine.person)
    onSurroundings()
  }
}
