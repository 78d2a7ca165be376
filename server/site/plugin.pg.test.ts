import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newStoryId, newTranslationGroupId } from '../../shared/model/ids.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { aMinute, aStory, asset, aTerm, harbourPost } from '../../shared/testing/reader-samples.ts'
import { originalKey } from '../media/asset-keys.ts'
import { aPublishedNewsroom, type PublishedNewsroom } from '../testing/a-published-newsroom.ts'

const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101' }
const now = Date.now()

let paper: PublishedNewsroom
const get = (path: string, init: RequestInit = {}) =>
  fetch(paper.url + path, { redirect: 'manual', headers: browser, ...init })
const text = async (path: string) => (await get(path)).text()

const storyIn = (language: Language, change: Partial<StoryContent> = {}): StoryContent => {
  const story = aStory(change)
  return { ...story, meta: { ...story.meta, language } }
}

beforeAll(async () => {
  paper = await aPublishedNewsroom()
  await paper.add([
    aTerm('topic', 'ports', 'Ports'),
    aTerm('coverage', 'port-strike', 'The port strike'),
  ])
})
afterAll(() => paper.stop())

describe("a story's page", () => {
  it('[RS1] carries nothing inline that a browser would run or obey', async () => {
    const { path } = await paper.publish({ content: storyIn('en'), since: now - 90 * aMinute })
    const html = await text(path)
    const scripts = html.match(/<script[^>]*>/g) ?? []

    expect(scripts.filter((tag) => !tag.includes(' src="/assets/'))).toEqual([
      '<script type="application/ld+json">',
    ])
    expect(html).not.toMatch(/<style|<[^>]+ style=|<[^>]+ on[a-z]+=/)
  })

  it('carries the story, its head data and strict headers', async () => {
    const group = newTranslationGroupId()
    const { path } = await paper.publish({
      content: storyIn('en'),
      since: now - 9 * aMinute,
      group,
    })
    const arabic = storyIn('ar', { headline: 'طواقم الميناء تُضرب' })
    const other = await paper.publish({ content: arabic, since: now - 8 * aMinute, group })

    const answer = await get(path)
    const html = await answer.text()

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
    const full = `https://harbourpost.example${path}`
    for (const part of [
      '<html lang="en" dir="ltr">',
      '<title>Harbour crews walk out as night shift talks collapse | The Harbour Post</title>',
      `<link rel="canonical" href="${full}"/>`,
      `<link rel="alternate" hrefLang="ar" href="https://harbourpost.example${other.path}"/>`,
      `<link rel="alternate" hrefLang="x-default" href="${full}"/>`,
      '<meta property="og:type" content="article"/>',
      `<meta property="og:image" content="https://harbourpost.example/media/${asset(1)}/large"/>`,
      '<meta name="twitter:card" content="summary_large_image"/>',
      '<h1 class="headline">Harbour crews walk out',
      `<a href="${other.path}" lang="ar" hrefLang="ar">العربية</a>`,
    ]) {
      expect(html).toContain(part)
    }
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Harbour crews walk out as night shift talks collapse',
      author: { '@type': 'Person', name: 'Nadia Haddad' },
      datePublished: new Date(now - 9 * aMinute).toISOString(),
      inLanguage: 'en',
      mainEntityOfPage: { '@id': full },
    })
    expect(await text(other.path)).toContain('<html lang="ar" dir="rtl">')
  })

  it('shows what was corrected, with the time of it', async () => {
    const { path } = await paper.publish({
      content: storyIn('en'),
      since: now - 20 * aMinute,
      correction: 'The number of crews was wrong.',
    })

    expect(await text(path)).toMatch(/Corrections<\/h2>.*The number of crews was wrong\./s)
  })

  it('is not sent again while it is the same', async () => {
    const first = await get('/en/about')
    const etag = first.headers.get('etag') ?? ''

    const again = await get('/en/about', { headers: { ...browser, 'if-none-match': etag } })

    expect(first.headers.get('cache-control')).toBe('public, max-age=5')
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('[RW2] answers 410 in its own language once it was taken down, and is in no list or feed', async () => {
    const content = storyIn('es', { headline: 'Una historia retirada' })
    const { fact, path } = await paper.publish({ content, since: now - 5 * aMinute })
    expect(await text('/es')).toContain('Una historia retirada')

    await paper.takeDown(fact)
    const answer = await get(path)

    expect(answer.status).toBe(410)
    const html = await answer.text()
    expect(html).toContain('Esta nota fue retirada')
    expect(html).not.toContain('Una historia retirada')
    for (const page of [
      '/es',
      '/es/latest',
      '/es/economy',
      '/es/feed.xml',
      '/sitemap-news.xml',
      '/es/region/mena',
    ]) {
      expect(await text(page), page).not.toContain('Una historia retirada')
    }
  })

  it('[RW1] shows no related story, translation or picture that is not live', async () => {
    const hidden = newStoryId()
    const group = newTranslationGroupId()
    const gone = await paper.publish({
      content: storyIn('ar', { headline: 'سرّ' }),
      since: now - 3 * aMinute,
      id: hidden,
      group,
    })
    await paper.takeDown(gone.fact)
    const blocks = [{ type: 'related' as const, id: 'r', stories: [hidden, newStoryId()] }]
    const { path } = await paper.publish({ content: storyIn('en', { blocks }), since: now, group })

    const html = await text(path)

    expect(html).not.toContain('سرّ')
    expect(html).not.toContain('Related news')
    expect(html).not.toContain('rel="alternate" hrefLang')
    expect((await get(`/media/${asset(77)}/large`)).status).toBe(404)
    expect((await get(`/media/${asset(1)}/original`)).status).toBe(404)
    expect((await get('/media/..%2f..%2fetc%2fpasswd/large')).status).toBe(404)
  })
})

describe('a picture', () => {
  it('[RW1] is there for readers exactly as long as a live story shows it', async () => {
    const id = asset(900)
    const address = `/media/${id}/small`
    const bytes = await sharp({
      create: { width: 900, height: 600, channels: 3, background: '#246' },
    })
      .jpeg()
      .toBuffer()
    const { services } = paper
    await services.store.put(originalKey(harbourPost.id, id), bytes)
    await services.database.db
      .insertInto('asset')
      .values({
        newsroom: harbourPost.id,
        id,
        media_type: 'image/jpeg',
        bytes: bytes.length,
        width: 900,
        height: 600,
      })
      .execute()
    expect((await get(address)).status).toBe(404)

    const story = aStory()
    const media = Object.entries(story.media).map(([key, entry]) => [key, { ...entry, asset: id }])
    const content = { ...story, media: Object.fromEntries(media) }
    const { fact, path } = await paper.publish({ content, since: now })
    const shown = await get(address)

    expect(shown.status).toBe(200)
    expect(shown.headers.get('cache-control')).toContain('immutable')
    const { width } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
    expect(width).toBe(640)
    expect(await text(path)).toContain('width="900" height="600"')

    await paper.takeDown(fact)
    expect((await get(address)).status).toBe(404)
  })
})

describe('the lists', () => {
  it.each([
    '/en',
    '/en/news',
    '/en/economy',
    '/en/region/mena',
    '/en/topic/ports',
    '/en/coverage/port-strike',
    '/en/latest',
  ])('%s shows a story that belongs there', async (path) => {
    await paper.publish({ content: storyIn('en', { headline: `Seen at ${path}` }), since: now })

    const answer = await get(path)

    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(`Seen at ${path}`)
  })

  it('goes on with older stories, each once', async () => {
    const since = now - 1_000_000 * aMinute
    for (let n = 0; n < 45; n++) {
      const story = storyIn('es', { headline: `Salud ${n} fin` })
      const content = { ...story, meta: { ...story.meta, section: 'health' as const } }
      await paper.publish({ content, since: since - n * aMinute })
    }
    const seen: string[] = []
    let next: string | undefined = '/es/health'
    while (next) {
      const html = await text(next)
      const rows = html.slice(html.indexOf('class="rows"'), html.indexOf('class="beside"'))
      seen.push(...[...rows.matchAll(/Salud (\d+) fin/g)].map(([, n]) => n ?? ''))
      next = /<link rel="next" href="https:\/\/harbourpost\.example([^"]+)"/.exec(html)?.[1]
    }

    expect(seen).toEqual(Array.from({ length: 45 }, (_, n) => String(n)))
  })

  it.each(['/en/nowhere', '/ar/topic/unknown', '/es/a/b/c', '/en/latest?before=x', '/nowhere'])(
    '%s is not found, in words',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(await answer.text()).toContain('<h1 class="headline">')
    },
  )
})

describe('the way in', () => {
  it('leads to the edition that fits the reader', async () => {
    const answer = await get('/', { headers: { ...browser, 'accept-language': 'ar,en;q=0.5' } })

    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('/ar')
    expect(answer.headers.get('vary')).toContain('Accept-Language')
  })

  it('takes a slash too many, and never to another host', async () => {
    expect((await get('/en/economy/')).headers.get('location')).toBe('/en/economy')
    expect((await get('/en//evil.example/')).headers.get('location')).toBe('/en/evil.example')
  })
})

describe('feeds and what machines read', () => {
  it('an edition and a section have a feed', async () => {
    await paper.publish({ content: storyIn('en', { headline: 'Fed & read' }), since: now })
    for (const path of ['/en/feed.xml', '/en/economy/feed.xml', '/en/news/feed.xml']) {
      const answer = await get(path)
      expect(answer.headers.get('content-type')).toContain('application/rss+xml')
      expect(await answer.text()).toContain('<title>Fed &amp; read</title>')
    }
    expect((await get('/en/nowhere/feed.xml')).status).toBe(404)
  })

  it('robots find the news sitemap', async () => {
    expect(await text('/robots.txt')).toContain(
      'Sitemap: https://harbourpost.example/sitemap-news.xml',
    )
    expect(await text('/sitemap-news.xml')).toContain('<news:name>The Harbour Post</news:name>')
  })

  it('scripts and styles may be kept for ever, and travel compressed', async () => {
    const answer = await get('/assets/reader-1.css')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect((await get('/assets/nothing.js')).status).toBe(404)
  })
})

describe('Most Read', () => {
  it('counts people, not robots', async () => {
    const read = await paper.publish({
      content: storyIn('ar', { headline: 'الأكثر' }),
      since: now - 900 * aMinute,
    })
    const crawled = await paper.publish({
      content: storyIn('ar', { headline: 'الزاحف' }),
      since: now - 800 * aMinute,
    })
    await get(read.path)
    await get(read.path)
    await get(crawled.path, { headers: { 'user-agent': 'Googlebot/2.1' } })
    await get(crawled.path, { method: 'HEAD' })

    await vi.waitFor(async () => {
      const html = await text('/ar/about')
      const views = await paper.services.database.db.selectFrom('page_view').selectAll().execute()
      expect(html).toBeTruthy()
      expect(views.filter(({ story }) => story === read.fact.id)).toMatchObject([{ views: 2 }])
    }, 10_000)
    const html = await text('/ar/sports')
    const most = html.slice(html.indexOf('id="most-read"'))
    expect(most).toContain('الأكثر')
    expect(most).not.toContain('الزاحف')
  })
})
