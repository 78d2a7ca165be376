/** What a version still lacks before readers may see it. */
import { isMediaKey } from './ids.ts'
import type { RefusalCode } from './refusals.ts'
import type { MediaEntry, StoryContent } from './story.ts'

/** A picture readers may see: credited, and described or marked as decorative. */
export const isComplete = (entry: MediaEntry): boolean =>
  entry.credit.trim() !== '' && (entry.decorative || entry.alt.trim() !== '')

/** The pictures a reader would see: lead carousel first, then the body, each once. */
export function picturesInUse(content: StoryContent): MediaEntry[] {
  const inBody = content.blocks.flatMap((block) => (block.type === 'picture' ? [block.media] : []))
  const keys = new Set([...content.carousel, ...inBody].filter(isMediaKey))
  return [...keys].flatMap((key) => content.media[key] ?? [])
}

/** Refusals that approval of this version would meet, most important first. */
export function missingForReaders(content: StoryContent): RefusalCode[] {
  const missing: RefusalCode[] = []
  if (content.headline.trim() === '') missing.push('headline-missing')
  if (content.meta.section === null) missing.push('section-missing')
  if (!picturesInUse(content).every(isComplete)) missing.push('rights-blocked')
  return missing
}
