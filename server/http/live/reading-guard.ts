/**
 * Who may follow which story on the live line: asked when a desk opens one, and again when the
 * newsroom agrees on something that may end it.
 *
 *     open frames, change feed → [reading guard] → story rooms
 *
 * VRG1  Nobody follows a story that they may not read.
 * VRG2  Who may no longer read a story stops following it as soon as the feed says why.
 */
import type { StoryId, UserId } from '../../../shared/model/ids.ts'
import type { NewsroomChange } from '../../changes/feed-watcher.ts'
import type { Db } from '../../db/open-database.ts'
import { notReadable } from '../../db/reading-rows.ts'
import { type LiveMember, tryAgainLater } from './live-socket.ts'

export interface ReadingGuard {
  /** May this desk's person read it now? */
  admits(member: LiveMember, story: StoryId): Promise<boolean>
  /** News of the feed: looks again at whom they concern. */
  heard(changes: readonly NewsroomChange[]): void
}

/** `refuse` ends one desk's following of one story, and tells it. */
export function readingGuard(
  db: Db,
  members: ReadonlySet<LiveMember>,
  refuse: (member: LiveMember, story: StoryId) => void,
  onError: (error: unknown) => void,
): ReadingGuard {
  async function lookAgain(member: LiveMember, stories: readonly StoryId[]): Promise<void> {
    for (const story of await notReadable(db, member.actor, stories)) refuse(member, story)
  }

  return {
    async admits({ actor }, story) {
      return (await notReadable(db, actor, [story])).size === 0
    },
    heard(changes) {
      const concerned = whomItConcerns(changes)
      if (!concerned) return
      for (const member of members) {
        const stories = concerned(member)
        if (stories.length === 0) continue
        lookAgain(member, stories).catch((error: unknown) => {
          onError(error)
          // Nobody follows on because nobody could be asked: each story is judged when it comes back.
          member.close(tryAgainLater, 'try again later')
        })
      }
    },
  }
}

/** Which of a member's open stories to look at again; null when nobody's. */
function whomItConcerns(
  changes: readonly NewsroomChange[],
): ((member: LiveMember) => readonly StoryId[]) | null {
  const people = new Set<UserId>()
  const newsrooms = new Set<string>()
  const stories = new Set<StoryId>()
  for (const { newsroom, fact } of changes) {
    if (fact.type === 'person') people.add(fact.person.id)
    if (fact.type === 'newsroom') newsrooms.add(newsroom)
    if (fact.type === 'story' && fact.publication.at === 'taken-down') stories.add(fact.id)
  }
  if (people.size + newsrooms.size + stories.size === 0) return null
  return ({ actor, stories: open }) =>
    people.has(actor.person) || newsrooms.has(actor.newsroom)
      ? [...open]
      : [...stories].filter((story) => open.has(story))
}
