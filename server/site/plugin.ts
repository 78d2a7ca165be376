/**
 * The reader's pages: server-rendered, cacheable, alive without script.
 *
 *     published stories, breaking lines → [site] → readers, feed readers, search engines
 *
 * RW1  Nothing that is not live is on any page, in any feed or behind any picture address.
 * RW2  A story that was taken down answers 410 in its edition's language.
 */
import { join } from 'node:path'
import compress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { languages } from '../../shared/model/vocabulary.ts'
import type { SiteContext } from '../workflow/site-context.ts'
import { editionRoutes } from './edition-routes.ts'
import { answerFailure } from './failure-answer.ts'
import { rootRoutes } from './root-routes.ts'
import { securityHeaders } from './security-headers.ts'
import { forEver } from './send-page.ts'
import { readSiteAssets } from './site-assets.ts'
import { tickerStream } from './ticker-stream.tsx'

export interface SiteOptions {
  /** Where the build put manifest.json and assets/. */
  readonly publicFolder: string
  /** Where readers write to; the contact page names it. */
  readonly contact?: string | undefined
  /** Stands still in tests. */
  readonly now?: () => number
}

/** Adds the reader's pages to a server. Throws `SiteNotBuilt` when their script is missing. */
export async function registerSite(
  app: FastifyInstance,
  site: SiteContext,
  { publicFolder, contact, now = Date.now }: SiteOptions,
): Promise<void> {
  const assets = readSiteAssets(publicFolder)
  await app.register(async (scope) => {
    await scope.register(compress, { encodings: ['gzip', 'identity'], threshold: 1024 })
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(securityHeaders))
    // Readers' pages are no part of the desks' API description.
    scope.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, hide: true }
    })
    scope.setErrorHandler(answerFailure(assets))
    await scope.register(fastifyStatic, {
      root: join(publicFolder, 'assets'),
      prefix: '/assets/',
      index: false,
      decorateReply: false,
      setHeaders: (response) => void response.header('cache-control', forEver),
    })
    const onError = (error: unknown) => scope.log.error({ err: error }, 'ticker stream')
    const ticker = tickerStream({ site, now, onError })
    // Open streams would keep the server from closing.
    scope.addHook('preClose', async () => ticker.close())
    const services = { site, assets, now, ticker, contact: contact ?? null }
    rootRoutes(scope, services)
    for (const language of languages) {
      await scope.register(editionRoutes(services, language), { prefix: `/${language}` })
    }
  })
}
