import { describe, expect, it } from 'vitest'
import { isReaderView } from './reader-view.ts'

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

describe('a view that counts for Most Read', () => {
  it('is a person opening the page', () => {
    expect(isReaderView('GET', firefox)).toBe(true)
  })

  it.each([
    ['HEAD', firefox],
    ['GET', {}],
    [
      'GET',
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['GET', { 'user-agent': 'curl/8.5.0' }],
    ['GET', { ...firefox, 'sec-purpose': 'prefetch;prerender' }],
    ['GET', { ...firefox, purpose: 'prefetch' }],
    ['GET', { ...firefox, 'x-moz': 'prefetch' }],
  ])('is not %s by %o', (method, headers) => {
    expect(isReaderView(method, headers)).toBe(false)
  })
})
