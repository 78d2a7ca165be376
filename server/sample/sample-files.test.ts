import { beforeAll, describe, expect, it } from 'vitest'
import { parseAssetId } from '../../shared/model/ids.ts'
import { missingForReaders, picturesInUse } from '../../shared/model/readiness.ts'
import { bodyWords, type StoryContent, storyKinds } from '../../shared/model/story.ts'
import { languages, regionKeys, sectionKeys } from '../../shared/model/vocabulary.ts'
import { grouped } from '../db/grouped.ts'
import { captionDate } from './dates-in-text.ts'
import { instantOf } from './moment.ts'
import { readSampleFiles, type SampleFiles, type SampleStory } from './sample-files.ts'
import { sampleContent } from './story-content.ts'
import { lifeOf } from './story-life.ts'

const anchor = { now: Date.UTC(2026, 10, 22, 15, 30), timeZone: 'Etc/GMT-3' }
let files: SampleFiles
let contents: Map<SampleStory, StoryContent>

beforeAll(async () => {
  files = await readSampleFiles()
  const assets = new Map(
    files.pictures.pictures.map(({ key }, i) => [key, parseAssetId(String(i).padStart(64, '0'))]),
  )
  const shelf = { ...files, assets, anchor }
  contents = new Map(files.stories.map((story) => [story, sampleContent(story, story.text, shelf)]))
})

const isLive = ({ front }: SampleStory) => front.stage.at === 'live' && !front['taken-down']
const isFinished = ({ front }: SampleStory) =>
  front.stage.at !== 'draft' && front.stage.at !== 'returned'
const wholeText = (content: StoryContent): string =>
  [
    content.headline,
    content.standfirst,
    ...content.blocks.flatMap((block) =>
      block.type === 'text' ? [block.runs.map(({ text }) => text).join('')] : [],
    ),
  ].join('\n')

describe('the sample newsroom on disk', () => {
  it('covers every section, kind, region and language', () => {
    const { stories } = files
    expect(stories.length).toBeGreaterThanOrEqual(44)
    const live = stories.filter(isLive)
    const values = (pick: (story: SampleStory) => readonly string[]) =>
      [...new Set(live.flatMap(pick))].sort()
    expect(values(({ front }) => [front.section])).toEqual([...sectionKeys].sort())
    expect(values(({ front }) => [front.kind])).toEqual([...storyKinds].sort())
    expect(values(({ front }) => front.regions)).toEqual([...regionKeys].sort())
    const count = (language: string) =>
      stories.filter((story) => story.language === language).length
    expect(count('en')).toBeGreaterThanOrEqual(24)
    expect(count('ar')).toBeGreaterThanOrEqual(10)
    expect(count('es')).toBeGreaterThanOrEqual(10)
  })

  it('links translations: at least eight groups, some of them in all three languages', () => {
    const groups = grouped(
      files.stories.filter(({ front }) => front.group),
      ({ front }) => front.group,
    )
    for (const [group, stories] of groups) {
      const spoken = stories.map(({ language }) => language)
      expect(stories.length, group).toBeGreaterThan(1)
      expect(new Set(spoken).size, group).toBe(spoken.length)
    }
    expect(groups.size).toBeGreaterThanOrEqual(8)
    expect([...groups.values()].filter(({ length }) => length === 3).length).toBeGreaterThan(2)
  })

  it('refers to nothing that is not there', () => {
    const slugs = new Set(files.stories.map(({ language, slug }) => `${language}/${slug}`))
    const live = new Set(
      files.stories.filter(isLive).map(({ language, slug }) => `${language}/${slug}`),
    )
    const pictures = new Set(files.pictures.pictures.map(({ key }) => key))
    const { topic, coverage } = files.newsroom.terms
    const people = new Set(files.newsroom.people.map(({ key }) => key))
    for (const { language, slug, front, text } of files.stories) {
      for (const key of front.topics) expect(Object.keys(topic), slug).toContain(key)
      for (const key of front.coverage) expect(Object.keys(coverage), slug).toContain(key)
      expect(people, slug).toContain(front.writer)
      for (const block of text.blocks) {
        if (block.type === 'picture') expect(pictures, slug).toContain(block.picture)
        if (block.type !== 'related') continue
        for (const to of block.slugs) expect(live, slug).toContain(`${language}/${to}`)
      }
    }
    for (const { story, by } of files.breaking) {
      expect(people).toContain(by)
      if (story) expect(slugs).toContain(`en/${story.en}`)
    }
  })

  it('lets only people of the desk write, and tells each life in order at any hour of loading', () => {
    for (const story of files.stories) {
      const writer = files.newsroom.people.find(({ key }) => key === story.front.writer)
      expect(Object.keys(writer?.roles ?? {}), story.slug).toContain(story.front.desk)
      for (let hour = 0; hour < 24; hour++) {
        const loaded = { ...anchor, now: anchor.now + hour * 3_600_000 }
        const times = lifeOf(story, files.newsroom, loaded).map(({ at }) => at)
        expect(times, story.slug).toEqual([...times].sort((x, y) => x - y))
        expect(times.at(-1), story.slug).toBeLessThanOrEqual(loaded.now)
      }
    }
  })

  it('shows every drawn picture somewhere, with caption, credit and alt text', () => {
    const shown = new Set<string>()
    for (const [story, content] of contents) {
      const pictures = picturesInUse(content)
      expect(pictures.length, story.slug).toBeGreaterThan(0)
      expect(content.carousel.length, story.slug).toBeLessThanOrEqual(4)
      expect(missingForReaders(content), story.slug).toEqual([])
      for (const { asset, caption, credit, alt } of pictures) {
        shown.add(asset)
        expect(caption.length, story.slug).toBeGreaterThan(30)
        expect(credit, story.slug).not.toBe('')
        expect(alt.length, story.slug).toBeGreaterThan(15)
      }
    }
    expect(shown.size).toBe(files.pictures.pictures.length)
    expect(shown.size).toBeGreaterThanOrEqual(30)
  })

  it('captions pictures as agencies do: who and what, place, date; two sentences at most', () => {
    for (const { key, caption, taken, place } of files.pictures.pictures) {
      for (const language of languages) {
        const text = caption[language]
        const where = files.pictures.places[place]
        expect(
          text.split(/[.!?](?:\s|$)/).filter((sentence) => sentence !== '').length,
          key,
        ).toBeLessThanOrEqual(2)
        expect(text, key).toContain('{date}')
        expect(text, key).toContain(where?.city[language])
        expect(text, key).toContain(where?.country[language])
        expect(captionDate(taken, language)).toContain(taken.slice(0, 4))
      }
    }
  })

  it('shows no picture that was taken after the story went live', () => {
    const taken = new Map(files.pictures.pictures.map((picture) => [picture.key, picture.taken]))
    for (const { slug, front, text } of files.stories.filter(isLive)) {
      const live = instantOf(front.stage.moment, anchor)
      const inBody = text.blocks.flatMap((b) => (b.type === 'picture' ? [b.picture] : []))
      for (const key of [...front.pictures, ...inBody]) {
        const at = Date.parse(`${taken.get(key)}:00+03:00`)
        expect(at, `${slug}: ${key}`).toBeLessThanOrEqual(live)
      }
    }
  })

  it('is written to length, with marks of quotation that close and no loose ends', () => {
    for (const [story, content] of contents) {
      const text = wholeText(content)
      const count = (mark: string) => text.split(mark).length - 1
      expect(count('“'), story.slug).toBe(count('”'))
      expect(count('«'), story.slug).toBe(count('»'))
      expect(text, story.slug).not.toMatch(/["'{}]|\s{2}|\*\*/)
      if (isFinished(story)) {
        expect(bodyWords(content), `${story.language}/${story.slug}`).toBeGreaterThanOrEqual(140)
        expect(bodyWords(content), story.slug).toBeLessThanOrEqual(650)
        expect(text, story.slug).not.toMatch(/\bTK\b/)
      }
      if (story.language === 'ar')
        expect(text.match(/[\u0600-\u06ff]/g)?.length).toBeGreaterThan(300)
      if (story.language === 'es') expect(text, story.slug).not.toMatch(/[“”]/)
    }
  })

  it('has one story with all the parts of a reader’s news page', () => {
    const story = files.stories.find(({ slug }) => slug === 'velmora-expels-orsenian-diplomats')
    if (!story) throw new Error('it is missing')
    const content = contents.get(story)
    expect(content?.meta).toMatchObject({
      byline: 'Harbour Post World Desk',
      source: 'Agencies',
      section: 'politics',
      topics: ['velmora', 'orsenia'],
      coverage: ['velmora-orsenia'],
    })
    expect(content?.carousel).toHaveLength(1)
    expect(content?.standfirst).not.toBe('')
    const kinds = content?.blocks.map(({ type }) => type) ?? []
    expect(kinds.filter((type) => type === 'text')).toHaveLength(17)
    expect(kinds.indexOf('related')).toBe(6)
    const words = content ? bodyWords(content) : 0
    expect(Math.round(words / 220)).toBe(3)
  })

  it('has breaking lines in three languages and four coverage collections or more', () => {
    expect(files.breaking.length).toBeGreaterThanOrEqual(12)
    for (const language of languages) {
      expect(files.breaking.filter(({ lines }) => lines[language]).length).toBeGreaterThanOrEqual(8)
    }
    expect(Object.keys(files.newsroom.terms.coverage).length).toBeGreaterThanOrEqual(4)
  })
})
