/** Plain links that hand a story's address to other services: no script, no tracker. */

import type { Language } from '../model/vocabulary.ts'
import type { LinkView } from './teaser.ts'
import { readerWords } from './words.ts'

export interface ShareLink extends LinkView {
  readonly service: 'mail' | 'x' | 'facebook' | 'whatsapp' | 'telegram'
  /** Short name beside the icon. */
  readonly name: string
}

export interface ShareView {
  readonly url: string
  readonly links: readonly ShareLink[]
}

/** A story may hold half a letter (a cut surrogate pair), which no address can. */
const query = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\ufffd'))}`,
    )
    .join('&')

/** Share links of a page by its full address. */
export function shareView(url: string, headline: string, language: Language): ShareView {
  const words = readerWords[language]
  const on = (service: ShareLink['service'], name: string, href: string): ShareLink => ({
    service,
    name,
    href,
    label: words.shareOn(name),
  })
  const both = `${headline} ${url}`
  return {
    url,
    links: [
      on('x', 'X', `https://x.com/intent/post?${query({ text: headline, url })}`),
      on('facebook', 'Facebook', `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}`),
      on('whatsapp', 'WhatsApp', `https://wa.me/?${query({ text: both })}`),
      on('telegram', 'Telegram', `https://t.me/share/url?${query({ url, text: headline })}`),
      on('mail', words.mail, `mailto:?${query({ subject: headline, body: both })}`),
    ],
  }
}
