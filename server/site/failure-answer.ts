/** What readers see when a page could not be made: plain, in their language, without the database. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { directionOf, type Language, languages } from '../../shared/model/vocabulary.ts'
import { readerWords } from '../../shared/reader/words.ts'
import { editionFor } from './edition-choice.ts'
import { NoNewsroom } from './page-source.ts'
import { htmlType } from './render-page.tsx'
import type { SiteAssets } from './site-assets.ts'

export const answerFailure =
  (assets: SiteAssets) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const status = error instanceof NoNewsroom ? 503 : (error.statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error }, "a reader's page failed")
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .type(htmlType)
      .send(failurePage(languageOf(request), assets))
  }

function languageOf(request: FastifyRequest): Language {
  const [, first] = request.url.split(/[/?]/)
  return languages.find((one) => one === first) ?? editionFor(request.headers['accept-language'])
}

function failurePage(language: Language, assets: SiteAssets): string {
  const { failed, failedText } = readerWords[language]
  const styles = assets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('')
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${failed}</title>${styles}</head><body><div class="reader"><main class="page"><h1 class="headline">${failed}</h1><p class="standfirst">${failedText}</p></main></div></body></html>`
}
