/**
 * Which pictures of a story the server does not have yet: those that wait here, those that were
 * refused, and those on their way from somebody else's desk.
 *
 * DPW1  What is shown in the checklist is what the server will refuse to publish without.
 */
import { projectStory } from '../../../shared/document/projection.ts'
import type { PicturesAway } from '../../../shared/ipc/rows.ts'
import type { AssetId, StoryId } from '../../../shared/model/ids.ts'
import { picturesInUse } from '../../../shared/model/readiness.ts'
import type { Store } from './store.ts'

/** Counts of the pictures that a reader of this story would miss now. */
export function picturesAway(store: Store, story: StoryId): PicturesAway {
  const away = { waiting: 0, refused: 0, elsewhere: 0 }
  for (const asset of assetsInUse(store, story)) {
    const known = store.assets.get(asset)
    if (known?.onServer || store.facts.foreignAsset(asset)) continue
    if (!known) away.elsewhere += 1
    else if (known.refused) away.refused += 1
    else away.waiting += 1
  }
  return away
}

/**
 * True while pictures of the story are on their way, from here or from elsewhere: what would publish
 * it waits for them. A picture that was refused never comes: then the server says so.
 */
export function picturesWait(store: Store, story: StoryId): boolean {
  const { waiting, elsewhere } = picturesAway(store, story)
  return waiting + elsewhere > 0
}

function assetsInUse(store: Store, story: StoryId): ReadonlySet<AssetId> {
  const content = store.texts.read(story, projectStory)
  return new Set(content ? picturesInUse(content).map(({ asset }) => asset) : [])
}
