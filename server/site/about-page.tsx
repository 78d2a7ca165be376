/** The paper's own pages, linked in the footer. */
import type { Language } from '../../shared/model/vocabulary.ts'
import { frameView } from '../../shared/reader/frame-view.ts'
import { NoticePage } from '../../shared/reader/NoticePage.tsx'
import { type AboutPage, aboutPath } from '../../shared/reader/paths.ts'
import { readerWords } from '../../shared/reader/words.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { aboutWords } from './about-words.ts'
import { listHead } from './list-head.ts'
import { frameFor, inEveryEdition } from './page-source.ts'
import type { Page } from './render-page.tsx'
import type { SiteServices } from './site-services.ts'

/** Authors are gathered from this many of the edition's newest stories. */
const authorSpan = 500

export async function aboutPage(
  { site, contact, now }: SiteServices,
  language: Language,
  page: AboutPage,
): Promise<Page> {
  const source = await frameFor(site, language, now())
  const translations = inEveryEdition((edition) => aboutPath(edition, page))
  const frame = frameView({ ...source, translations })
  const title = titleOf(page, language)
  const words = aboutWords[language]
  const texts = page === 'authors' ? [words.authors] : words[page](frame.name)
  const names = page === 'authors' ? await authorsOf(site, language) : []
  return {
    head: listHead({
      language,
      title: `${title} | ${frame.name}`,
      name: frame.name,
      description: texts[0] ?? '',
      path: aboutPath(language, page),
      translations,
      publicUrl: site.publicUrl,
      feed: null,
      next: null,
    }),
    content: (
      <NoticePage frame={frame} title={title}>
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {page === 'contact' && contact !== null && (
          <p>
            <a href={`mailto:${contact}`}>
              <bdi>{contact}</bdi>
            </a>
          </p>
        )}
        {names.length > 0 && (
          <ul>
            {names.map((name) => (
              <li key={name}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        )}
      </NoticePage>
    ),
  }
}

function titleOf(page: AboutPage, language: Language): string {
  const { aboutUs, contactUs, privacy, authors } = readerWords[language]
  return { about: aboutUs, contact: contactUs, privacy, authors }[page]
}

async function authorsOf({ published }: SiteContext, language: Language): Promise<string[]> {
  const cards = await published.latestIn({ language, limit: authorSpan })
  const names = new Set(cards.map(({ byline }) => byline.trim()).filter((name) => name !== ''))
  return [...names].sort(new Intl.Collator(language).compare)
}
