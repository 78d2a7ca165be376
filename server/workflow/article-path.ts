/** The address under which readers find a story. */
import type { StoryFact } from '../../shared/model/facts.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Instant } from '../../shared/model/time.ts'

/** `/{language}/{section}/{yyyy}/{mm}/{dd}/{slug}-{short id}`, dated in the newsroom's own zone. */
export function articlePath(fact: StoryFact, content: StoryContent, timeZone: string): string {
  const since = fact.publication.at === 'live' ? fact.publication.since : fact.createdAt
  const { slug, section } = content.meta
  // The end of a UUIDv7 is random; its beginning is the time.
  const shortId = fact.id.slice(-10)
  const readable = safe(slug)
  const name = readable === '' ? shortId : `${readable}-${shortId}`
  return `/${fact.language}/${section}/${day(since, timeZone)}/${name}`
}

const day = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .format(at)
    .replaceAll('-', '/')

/** A slug is free text in the document; only these letters may stand in an address. */
const safe = (slug: string): string =>
  slug
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
