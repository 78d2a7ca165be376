import { projectStory } from '../../../shared/document/projection.ts'
import type { Review, Version } from '../../../shared/ipc/rows.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { StoryNotHere } from '../not-here.ts'
import { versionOf } from '../projection/project-text.ts'

type ReviewCalls = Pick<
  EngineHandlers,
  'story:version' | 'story:review' | 'story:merge-sides' | 'merges:count'
>

/** The text as it stands, named by its hash, and beside what a chief has read before. */
export function reviewHandlers(desk: () => Desk): ReviewCalls {
  return {
    'story:version': ({ story }) => currentVersion(desk(), story),
    'story:review'({ story }) {
      const here = desk()
      const fact = here.previews.shown(story)?.fact
      if (!fact) throw new StoryNotHere()
      return { current: currentVersion(here, story), base: baseOf(here, story), fact }
    },
    'merges:count': () => desk().merges.counts,
    'story:merge-sides'({ story, at }) {
      const { versions } = desk().store
      const mine = versions.get(story, `merge ${at} mine`)
      const theirs = versions.get(story, `merge ${at} theirs`)
      return mine && theirs && { mine: mine.content, theirs: theirs.content }
    },
  }
}

/** What the story says now and the server's name for it. */
export function currentVersion(desk: Desk, story: StoryId): Version {
  // Nothing may be on its way to the log: the hash names what the person has written.
  desk.store.batch.flush()
  const content = desk.store.texts.read(story, projectStory)
  if (!content) throw new StoryNotHere()
  return { version: versionOf(content), content }
}

/** What the story is compared with: the live version, else what was read before it went back. */
function baseOf(desk: Desk, story: StoryId): Review['base'] {
  const { facts, versions } = desk.store
  const publication = facts.story(story)?.publication
  if (publication?.at === 'live') {
    const live = versions.get(story, 'live')
    if (live?.hash === publication.version) {
      return { content: live.content, label: 'live', when: publication.updated }
    }
  }
  const read = versions.get(story, 'last-read')
  return read && { content: read.content, label: 'last-read', when: read.at }
}
