/** Loads a live story with everything around it and makes its page. */
import type { AssetId } from '../../shared/model/ids.ts'
import { picturesInUse } from '../../shared/model/readiness.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { sections } from '../../shared/model/vocabulary.ts'
import { ArticlePage } from '../../shared/reader/ArticlePage.tsx'
import { articleView, type CoverageSource } from '../../shared/reader/article-view.ts'
import { sectionsOf } from '../../shared/reader/frame-view.ts'
import type { PublishedCard, PublishedStory } from '../workflow/published.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { articleHead } from './article-head.ts'
import { frameFor, mostReadOf, teaser, teasers } from './page-source.ts'
import type { Page } from './render-page.tsx'

const readNextLength = 4
const perCoverage = 3

/** The page of one live story. */
export async function storyPage(
  site: SiteContext,
  story: PublishedStory,
  now: Instant,
): Promise<Page> {
  const { published, publicUrl } = site
  const { content, language } = story
  const linked = content.blocks.flatMap((block) => (block.type === 'related' ? block.stories : []))
  const [frame, terms, siblings, related, mostRead, coverage, readNext, sizes] = await Promise.all([
    frameFor(site, language, now),
    site.terms(),
    published.translationsOf(story.translationGroup),
    published.byIds(linked),
    mostReadOf(site, language, now, story.id),
    coverageOf(site, story),
    readNextOf(site, story),
    published.pictureSizes(picturesInUse(content).map(({ asset }) => asset)),
  ])
  const translations = pathsOf(siblings)
  const sizeOf = (asset: AssetId) => sizes.get(asset) ?? null
  const view = articleView({
    ...frame,
    translations,
    content,
    url: publicUrl + story.path,
    since: story.since,
    updated: story.updated,
    corrections: story.corrections,
    terms,
    related: new Map(related.map((card) => [card.id, teaser(card)])),
    mostRead,
    coverage,
    readNext,
    sizeOf,
  })
  const head = articleHead({ story, view, publicUrl, translations, sizeOf })
  return { head, content: <ArticlePage view={view} /> }
}

const pathsOf = (cards: readonly PublishedCard[]): Partial<Record<Language, string>> =>
  Object.fromEntries(cards.map(({ language, path }) => [language, path]))

const coverageOf = (site: SiteContext, story: PublishedStory): Promise<CoverageSource[]> =>
  Promise.all(
    story.coverage.map(async (key) => {
      const { language, id } = story
      const query = { language, coverage: key, except: [id], limit: perCoverage }
      return { key, stories: teasers(await site.published.latestIn(query)) }
    }),
  )

/** Newest of the section, filled up from its group, then from the whole edition. */
async function readNextOf({ published }: SiteContext, story: PublishedStory) {
  const { language, section } = story
  const wider = [[section], sectionsOf(sections[section].group), undefined]
  const found: PublishedCard[] = []
  for (const sectionsNow of wider) {
    const missing = readNextLength - found.length
    if (missing === 0) break
    const except = [story.id, ...found.map(({ id }) => id)]
    const where = sectionsNow && { sections: sectionsNow }
    found.push(...(await published.latestIn({ language, ...where, except, limit: missing })))
  }
  return teasers(found)
}
