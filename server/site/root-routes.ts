/** Addresses outside any edition: the way in, pictures, robots, the news sitemap, the icon. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { assetIdSchema } from '../../shared/model/ids.ts'
import { languages } from '../../shared/model/vocabulary.ts'
import { renditionSchema } from '../../shared/protocol/uploads.ts'
import { frontPath } from '../../shared/reader/paths.ts'
import { editionFor } from './edition-choice.ts'
import { newsSitemap, xmlText } from './feed.ts'
import { noticePage } from './notice-page.tsx'
import { htmlType, renderPage } from './render-page.tsx'
import { forEver, sendAnswer } from './send-page.ts'
import type { SiteServices } from './site-services.ts'

/** News search takes stories of the last two days, in milliseconds. */
const newsSpan = 2 * 86_400_000
/** And at most a thousand of them, over all editions. */
const perEdition = 333
const feedAge = 60

export function rootRoutes(app: FastifyInstance, services: SiteServices): void {
  app.get('/', (request, reply) =>
    reply
      .headers({ vary: 'Accept-Language', 'cache-control': 'no-cache' })
      .redirect(frontPath(editionFor(request.headers['accept-language'])), 302),
  )
  pictures(app, services)
  machines(app, services)
  app.get('/*', async (request, reply) => {
    // Another part of the server owns these addresses and has its own words for "not found".
    if (request.url.startsWith('/v1/')) return reply.callNotFound()
    const language = editionFor(request.headers['accept-language'])
    const page = await noticePage(services.site, language, 'not-found', services.now())
    const body = await renderPage(page, services.assets)
    return sendAnswer(request, reply.header('vary', 'Accept-Language'), {
      type: htmlType,
      body,
      status: 404,
    })
  })
}

const pictureParams = z.object({ asset: assetIdSchema, rendition: renditionSchema })

function pictures(app: FastifyInstance, { site }: SiteServices): void {
  app.get('/media/:asset/:rendition', async (request, reply) => {
    const params = pictureParams.safeParse(request.params)
    const { asset, rendition } = params.data ?? {}
    const picture = asset && rendition ? await site.picture(asset, rendition) : null
    if (!picture) return reply.code(404).type('text/plain; charset=utf-8').send('No such picture\n')
    return reply
      .header('cache-control', forEver)
      .type(picture.mediaType)
      .send(Buffer.from(picture.bytes))
  })
}

function machines(app: FastifyInstance, { site, now }: SiteServices): void {
  app.get('/robots.txt', (request, reply) =>
    sendAnswer(request, reply, {
      type: 'text/plain; charset=utf-8',
      body: `User-agent: *\nDisallow: /v1/\nDisallow: /*/ticker\n\nSitemap: ${site.publicUrl}/sitemap-news.xml\n`,
      maxAge: feedAge,
    }),
  )
  app.get('/sitemap-news.xml', async (request, reply) => {
    const newsroom = await site.newsroom()
    const after = now() - newsSpan
    const editions = await Promise.all(
      languages.map(async (language) => ({
        language,
        name: newsroom?.name[language] ?? '',
        stories: (await site.published.latestIn({ language, limit: perEdition })).filter(
          ({ since }) => since >= after,
        ),
      })),
    )
    const body = newsSitemap(editions, site.publicUrl)
    return sendAnswer(request, reply, {
      type: 'application/xml; charset=utf-8',
      body,
      maxAge: feedAge,
    })
  })
  app.get('/favicon.svg', async (request, reply) => {
    const newsroom = await site.newsroom()
    const letter = firstLetter(newsroom?.name.en ?? '')
    return sendAnswer(request, reply, {
      type: 'image/svg+xml',
      body: icon(letter),
      maxAge: feedAge,
    })
  })
}

/** The first letter that tells the paper from others: of "The Harbour Post", the H. */
const firstLetter = (name: string): string =>
  [...name.replace(/^(the|el|la|al)[\s-]+/i, '')].at(0)?.toUpperCase() ?? ''

const icon = (letter: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#c2122f"/><text x="16" y="23.5" text-anchor="middle" font-family="Georgia, serif" font-weight="700" font-size="21" fill="#fff">${xmlText(letter)}</text></svg>\n`
