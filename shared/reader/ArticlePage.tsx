import { ArticleBody } from './ArticleBody.tsx'
import type { ArticleView } from './article-view.ts'
import { Byline } from './Byline.tsx'
import { Carousel } from './Carousel.tsx'
import { Corrections } from './Corrections.tsx'
import { Coverage } from './Coverage.tsx'
import { MostRead } from './MostRead.tsx'
import { PageFrame } from './PageFrame.tsx'
import type { PictureUrl } from './PictureUrls.tsx'
import { ReadNext } from './ReadNext.tsx'
import { Tags } from './Tags.tsx'

export interface ArticlePageProps {
  readonly view: ArticleView
  readonly pictureUrl?: PictureUrl
}

/**
 * A story's page, the same on the site and in the app's preview.
 *
 * RA1  What a field says is text on the page: no field can become markup or script.
 * RA2  Every part that has something to say is on the page; a part with nothing is not.
 */
export function ArticlePage({ view, pictureUrl }: ArticlePageProps) {
  const { frame, section, headline, standfirst } = view
  const { language } = frame
  return (
    <PageFrame frame={frame} pictureUrl={pictureUrl}>
      <div className="article-grid">
        <article className="article">
          <header>
            {section && (
              <a className="kicker" href={section.href}>
                {section.label}
              </a>
            )}
            <h1 className="headline">{headline}</h1>
            {standfirst !== '' && <p className="standfirst">{standfirst}</p>}
            <Byline view={view} />
          </header>
          <Carousel figures={view.carousel} language={language} />
          <ArticleBody blocks={view.body} dateline={view.dateline} language={language} />
          <Corrections corrections={view.corrections} language={language} />
          <Tags tags={view.tags} language={language} />
        </article>
        <aside className="beside">
          <MostRead stories={view.mostRead} language={language} />
          <Coverage coverage={view.coverage} language={language} />
        </aside>
      </div>
      <ReadNext readNext={view.readNext} language={language} />
    </PageFrame>
  )
}
