/** Loads and makes an edition's front page. */
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { FrontPage } from '../../shared/reader/FrontPage.tsx'
import { frontView } from '../../shared/reader/front-view.ts'
import { frontPath, termPath } from '../../shared/reader/paths.ts'
import type { PublishedCard } from '../workflow/published.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { listHead } from './list-head.ts'
import { frameFor, inEveryEdition, mostReadOf, teasers } from './page-source.ts'
import type { Page } from './render-page.tsx'

/** Enough for every band to find its own. */
const latestLength = 120
const collections = 2
const perCollection = 4

export async function frontPage(
  site: SiteContext,
  language: Language,
  now: Instant,
): Promise<Page> {
  const [frame, latest, mostRead] = await Promise.all([
    frameFor(site, language, now),
    site.published.latestIn({ language, limit: latestLength }),
    mostReadOf(site, language, now),
  ])
  const coverage = await newestCollections(site, language, latest)
  const translations = inEveryEdition(frontPath)
  const view = frontView({ ...frame, translations, latest: teasers(latest), mostRead, coverage })
  const { name, slogan } = frame.newsroom
  const head = listHead({
    language,
    title: `${name[language]} | ${slogan[language]}`,
    name: name[language],
    description: slogan[language],
    path: frontPath(language),
    translations,
    publicUrl: site.publicUrl,
    feed: view.frame.footer.feed,
    anyLanguage: `${site.publicUrl}/`,
    next: null,
  })
  return { head, content: <FrontPage view={view} /> }
}

/** The coverage collections that the newest stories belong to. */
async function newestCollections(
  { published, terms }: SiteContext,
  language: Language,
  latest: readonly PublishedCard[],
) {
  const known = await terms()
  const keys = [...new Set(latest.flatMap(({ coverage }) => coverage))].slice(0, collections)
  const found = await Promise.all(
    keys.map(async (key) => {
      const term = known.find((one) => one.scheme === 'coverage' && one.key === key)
      const stories = await published.latestIn({ language, coverage: key, limit: perCollection })
      return {
        title: term?.labels[language] ?? key,
        href: termPath(language, 'coverage', key),
        stories: teasers(stories),
      }
    }),
  )
  // One story alone is no collection yet.
  return found.filter(({ stories }) => stories.length > 1)
}
