/** A page that lists stories: a section, a group, a region, a topic, a coverage collection, the latest. */

import { type FrameSource, type FrameView, frameView, type MenuLink } from './frame-view.ts'
import type { StoryTeaser, TeaserView } from './teaser.ts'
import { teaserView } from './teaser.ts'

export interface ListSource extends FrameSource {
  readonly title: string
  /** What kind of list it is, above the title: "Region". */
  readonly kicker: string
  /** Newest first. */
  readonly stories: readonly StoryTeaser[]
  readonly mostRead: readonly StoryTeaser[]
  readonly feed: string | null
  /** Address of the page with older stories. */
  readonly older: string | null
  /** Address of the first page, on any later one. */
  readonly newest: string | null
}

export interface ListView {
  readonly frame: FrameView
  readonly title: string
  readonly kicker: string
  /** The group's sections, to go on from here. */
  readonly siblings: readonly MenuLink[]
  readonly stories: readonly TeaserView[]
  readonly mostRead: readonly TeaserView[]
  readonly feed: string | null
  readonly older: string | null
  readonly newest: string | null
}

/** Builds one page of a list. */
export function listView(source: ListSource): ListView {
  const { title, kicker, feed, older, newest, newsroom } = source
  const frame = frameView(source)
  const view = (story: StoryTeaser) => teaserView(story, newsroom.timeZone)
  return {
    frame,
    title,
    kicker,
    siblings: frame.menus.find(({ current }) => current)?.items ?? [],
    stories: source.stories.map(view),
    mostRead: source.mostRead.map(view),
    feed,
    older,
    newest,
  }
}
