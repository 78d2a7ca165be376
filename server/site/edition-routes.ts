/** Every address of one edition. */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { instantSchema } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { aboutPages, frontPath } from '../../shared/reader/paths.ts'
import { aboutPage } from './about-page.tsx'
import { editionFeed } from './edition-feed.ts'
import { frontPage } from './front-page.tsx'
import { listPage } from './list-page.tsx'
import { type ListPlace, latestPlace, regionPlace, sectionPlace, termPlace } from './list-places.ts'
import { type Notice, noticePage } from './notice-page.tsx'
import { isReaderView } from './reader-view.ts'
import { htmlType, type Page, renderPage } from './render-page.tsx'
import { sendAnswer } from './send-page.ts'
import type { SiteServices } from './site-services.ts'
import { storyPage } from './story-page.tsx'

const keyParams = z.object({ key: z.string() })
const positionQuery = z.object({ before: z.coerce.number().pipe(instantSchema).optional() })

const noticeStatus: Record<Notice, number> = { 'not-found': 404, 'taken-down': 410 }

/** A plugin with the edition's routes, to be registered under its prefix. */
export function editionRoutes(services: SiteServices, language: Language): FastifyPluginAsync {
  const { site, assets, now, ticker } = services

  const send = async (request: FastifyRequest, reply: FastifyReply, page: Page, status = 200) =>
    sendAnswer(request, reply, { type: htmlType, body: await renderPage(page, assets), status })

  const notice = async (request: FastifyRequest, reply: FastifyReply, which: Notice) =>
    send(request, reply, await noticePage(site, language, which, now()), noticeStatus[which])

  const list = async (request: FastifyRequest, reply: FastifyReply, place: ListPlace | null) => {
    const position = positionQuery.safeParse(request.query)
    if (!place || !position.success) return notice(request, reply, 'not-found')
    const { before = null } = position.data
    return send(request, reply, await listPage(site, language, place, { before }, now()))
  }
  const keyOf = (request: FastifyRequest): string => keyParams.parse(request.params).key

  const story = async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?')
    const found = await site.published.publishedByPath(path)
    if (found.kind === 'gone') return notice(request, reply, 'taken-down')
    if (found.kind === 'unknown') return notice(request, reply, 'not-found')
    if (isReaderView(request.method, request.headers)) site.countView(found.story.id)
    return send(request, reply, await storyPage(site, found.story, now()))
  }

  const feed = async (request: FastifyRequest, reply: FastifyReply, place: ListPlace | null) => {
    if (!place) return notice(request, reply, 'not-found')
    return sendAnswer(request, reply, await editionFeed(site, language, place))
  }

  return async (app) => {
    app.get('', async (request, reply) =>
      send(request, reply, await frontPage(site, language, now())),
    )
    app.get('/', { prefixTrailingSlash: 'slash' }, (_request, reply) =>
      reply.redirect(frontPath(language), 301),
    )
    app.get('/ticker', async (request, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      if (request.method === 'HEAD') return void reply.raw.end()
      await ticker.join(language, reply.raw)
    })
    app.get('/feed.xml', (request, reply) => feed(request, reply, latestPlace))
    app.get('/:key/feed.xml', (request, reply) =>
      feed(request, reply, sectionPlace(keyOf(request))),
    )
    app.get('/latest', (request, reply) => list(request, reply, latestPlace))
    app.get('/:key', (request, reply) => list(request, reply, sectionPlace(keyOf(request))))
    app.get('/region/:key', (request, reply) => list(request, reply, regionPlace(keyOf(request))))
    for (const scheme of ['topic', 'coverage'] as const) {
      app.get(`/${scheme}/:key`, async (request, reply) =>
        list(request, reply, termPlace(scheme, keyOf(request), await site.terms())),
      )
    }
    for (const page of aboutPages) {
      app.get(`/${page}`, async (request, reply) =>
        send(request, reply, await aboutPage(services, language, page)),
      )
    }
    app.get('/:section/:year/:month/:day/:name', story)
    app.get('/*', async (request, reply) => {
      const [path = '', query] = request.url.split('?')
      if (!path.endsWith('/')) return notice(request, reply, 'not-found')
      // Never to another host: several slashes in a row would name one.
      const target = `/${path.split('/').filter(Boolean).join('/')}`
      return reply.redirect(query ? `${target}?${query}` : target, 301)
    })
  }
}
