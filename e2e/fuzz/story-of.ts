/** A planned story as content, each of its words tagged. */

import { aStory, paragraph } from '../../renderer/editor/testing/a-body.ts'
import { newMediaKey } from '../../shared/model/ids.ts'
import type { Block, MediaEntry, StoryContent } from '../../shared/model/story.ts'
import { anAsset } from './pictures-and-fields.ts'
import type { StoryPlan } from './scenario.ts'
import type { Tags } from './tags.ts'

export function storyOf(plan: StoryPlan, tags: Tags): StoryContent {
  const media: Record<string, MediaEntry> = {}
  const blocks = plan.blocks.map((planned, n): Block => {
    if (!('caption' in planned)) {
      return paragraph(`block-${n}`, tags.writeAll(planned.words), planned.kind)
    }
    const key = newMediaKey()
    const caption = tags.writeAll(planned.caption)
    media[key] = { asset: anAsset, caption, credit: '', alt: '', decorative: false, focal: null }
    return { type: 'picture', id: `block-${n}`, media: key }
  })
  return aStory(blocks, {
    headline: tags.writeAll(plan.headline),
    standfirst: tags.writeAll(plan.standfirst),
    media,
  })
}
