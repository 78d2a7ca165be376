/** A reader looks at a story's page: every part of it must be there and say the right thing. */
import type { Page } from 'playwright'
import { until } from '../support/until.ts'
import { theStory } from './the-story.ts'

export class PartMissing extends Error {
  readonly code = 'part-missing'
  readonly retry = 'never'
}

const menus = ['News', 'Articles', 'Videos', 'Infographs', 'In Pictures', 'Live']
const regions = [
  'Africa',
  'Asia',
  'Asia-Pacific',
  'Europe',
  'Latin America',
  'MENA',
  'Palestine',
  'US & Canada',
]

async function texts(page: Page, selector: string): Promise<string[]> {
  return (await page.locator(selector).allInnerTexts()).map((text) => text.trim())
}

/** What a part must show: a selector, and texts that must be found in it. */
const parts: [name: string, selector: string, ...texts: string[]][] = [
  ['edition switch', '.editions', 'العربية', 'Español'],
  ['section', 'a.kicker', theStory.section],
  ['headline', 'h1.headline', theStory.headline],
  ['standfirst', '.standfirst', theStory.standfirst],
  ['byline', '.byline .author', 'Nadia Haddad'],
  ['source', '.byline', theStory.source],
  ['minutes to read', '.byline', 'min read'],
  ['first caption', '.carousel', theStory.pictures[0].caption],
  ['second caption', '.carousel', theStory.pictures[1].caption],
  ['credit', '.carousel .credit', theStory.pictures[0].credit],
  ['dateline', '.body .dateline', theStory.dateline],
  ['related block', '.body aside.related', 'Related'],
  [
    'the sentence during which the engine died',
    '.body',
    theStory.midSentence + theStory.restOfSentence,
  ],
  ['the colleague’s edit', '.body', theStory.colleagueAdds.trim()],
  ['the reporter’s edit', '.body', theStory.reporterAdds.trim()],
  ['the edit after the return', '.body', theStory.afterReturn.trim()],
  ['the edit after the approval', '.body', theStory.afterApproval.trim()],
  ['tags', '.tags', theStory.topic],
  ['most read', '[aria-labelledby="most-read"] li'],
  ['read next', '.read-next li'],
  ['footer', 'footer.footer'],
]

/** Throws `PartMissing` unless the page has every part of a story page. */
export async function checkEveryPart(page: Page): Promise<void> {
  for (const [name, selector, ...wanted] of parts) {
    const shown = (await texts(page, selector)).join('\n')
    const absent = wanted.filter((text) => !shown.includes(text))
    if ((await page.locator(selector).count()) === 0 || absent.length > 0) {
      throw new PartMissing(
        `${name} (${selector}): ${absent.join(' · ')} not in "${shown.slice(0, 300)}"`,
      )
    }
  }
  const navigation = (await texts(page, 'nav')).join('\n')
  const missing = [...menus, ...regions].filter((label) => !navigation.includes(label))
  if (missing.length > 0) throw new PartMissing(`menus lack ${missing.join(', ')}`)
  if ((await page.locator('.body time, .byline time').count()) === 0)
    throw new PartMissing('date and time')
  if ((await page.locator('.share a, .byline a').count()) < 3) throw new PartMissing('share links')
  await checkPictures(page)
  await checkHead(page)
}

/** Every picture on the page has really arrived. */
async function checkPictures(page: Page): Promise<void> {
  const slides = page.locator('.carousel img')
  if ((await slides.count()) !== theStory.pictures.length)
    throw new PartMissing('two lead pictures')
  for (const slide of await slides.all()) {
    await slide.scrollIntoViewIfNeeded()
    await until('a lead picture', () =>
      slide.evaluate((img) => (img as HTMLImageElement).naturalWidth > 0),
    )
  }
}

/** What search engines and other sites read. */
async function checkHead(page: Page): Promise<void> {
  const head = await page.evaluate(() => ({
    canonical: document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href,
    title: document.querySelector<HTMLMetaElement>('meta[property="og:title"]')?.content,
    image: document.querySelector<HTMLMetaElement>('meta[property="og:image"]')?.content,
    article: document.querySelector('script[type="application/ld+json"]')?.textContent,
  }))
  if (!head.canonical || !head.image) throw new PartMissing(`head: ${JSON.stringify(head)}`)
  if (head.title !== theStory.headline) throw new PartMissing(`og:title is ${head.title}`)
  const article = JSON.parse(head.article ?? '{}') as { '@type'?: string; headline?: string }
  if (article['@type'] !== 'NewsArticle' || article.headline !== theStory.headline) {
    throw new PartMissing(`schema.org: ${head.article}`)
  }
}
