/** What lies in resources/sample, checked. Nothing here touches a database. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { breakingLinesSchema } from '../../shared/model/commands.ts'
import { BadInput } from '../../shared/model/errors.ts'
import { deskSchema, newsroomSchema, roleSchema } from '../../shared/model/people.ts'
import {
  type Language,
  labelsSchema,
  languageSchema,
  languages,
  termKeySchema,
} from '../../shared/model/vocabulary.ts'
import { type FrontMatter, parseFrontMatter } from './front-matter.ts'
import { momentSchema } from './moment.ts'
import { parseStoryText, type StoryText } from './story-text.ts'

/** From server/sample and from the bundle in out/server alike. */
export const sampleFolder = join(import.meta.dirname, '../../resources/sample')

const inEach = z.strictObject({
  en: z.string().min(1),
  ar: z.string().min(1),
  es: z.string().min(1),
})

const newsroomFileSchema = z.strictObject({
  newsroom: newsroomSchema.omit({ id: true }),
  password: z.string().min(8),
  desks: z.array(deskSchema),
  people: z.array(
    z.strictObject({
      /** The part of the address before the @. */
      key: z.string(),
      name: z.string(),
      bylines: inEach,
      language: languageSchema,
      roles: z.record(z.string(), z.array(roleSchema)),
    }),
  ),
  terms: z.strictObject({
    topic: z.record(termKeySchema, labelsSchema),
    coverage: z.record(termKeySchema, labelsSchema),
  }),
})
export type NewsroomFile = z.infer<typeof newsroomFileSchema>

const placeSchema = z.strictObject({ city: inEach, country: inEach, code: z.string().length(3) })
const creatorSchema = z.strictObject({ name: z.string(), credit: inEach, source: z.string() })
const pictureSchema = z.strictObject({
  key: termKeySchema,
  place: z.string(),
  taken: z.iso.datetime({ local: true }),
  by: z.string(),
  /** Language of the caption inside the file. */
  embedded: languageSchema,
  title: z.string().max(256),
  caption: inEach,
  alt: inEach,
  keywords: z.array(z.string()).min(1),
  people: z.array(z.string()).default([]),
})
export type SamplePicture = z.infer<typeof pictureSchema>

const picturesFileSchema = z.strictObject({
  places: z.record(z.string(), placeSchema),
  creators: z.record(z.string(), creatorSchema),
  pictures: z.array(pictureSchema),
})
export type PicturesFile = z.infer<typeof picturesFileSchema>

const breakingFileSchema = z.array(
  z.strictObject({
    key: termKeySchema,
    /** The story that the line points to, by the slug of its English version. */
    story: z.strictObject({ en: termKeySchema }).nullable(),
    state: z.enum(['drafted', 'scheduled', 'live', 'expired', 'recalled']),
    at: momentSchema,
    lifeHours: z.number().int().min(1).max(48),
    by: z.string(),
    lines: breakingLinesSchema,
  }),
)
export type SampleLine = z.infer<typeof breakingFileSchema>[number]

/** One story as its file has it. */
export interface SampleStory {
  readonly language: Language
  readonly slug: string
  readonly front: FrontMatter
  readonly text: StoryText
  /** The version before the newest, when the story was corrected or revised. */
  readonly before: StoryText | null
}

export interface SampleFiles {
  readonly newsroom: NewsroomFile
  readonly pictures: PicturesFile
  readonly breaking: readonly SampleLine[]
  readonly stories: readonly SampleStory[]
}

/** Reads the whole folder. Throws `BadInput` with the file's name when one does not parse. */
export async function readSampleFiles(folder = sampleFolder): Promise<SampleFiles> {
  const parsed = async <T>(name: string, schema: z.ZodType<T>): Promise<T> =>
    await inFile(name, async () =>
      schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    )
  const stories = await Promise.all(languages.map((language) => readStories(folder, language)))
  return {
    newsroom: await parsed('newsroom.json', newsroomFileSchema),
    pictures: await readPicturesFile(folder),
    breaking: await parsed('breaking.json', breakingFileSchema),
    stories: stories.flat(),
  }
}

/** Reads the pictures' captions alone. */
export const readPicturesFile = (folder = sampleFolder): Promise<PicturesFile> =>
  inFile('pictures.json', async () =>
    picturesFileSchema.parse(JSON.parse(await readFile(join(folder, 'pictures.json'), 'utf8'))),
  )

async function readStories(folder: string, language: Language): Promise<SampleStory[]> {
  const names = (await readdir(join(folder, 'stories', language))).sort()
  return await Promise.all(
    names.map((name) =>
      inFile(`${language}/${name}`, async () => {
        const text = await readFile(join(folder, 'stories', language, name), 'utf8')
        return parseStory(language, name.replace(/\.txt$/, ''), text)
      }),
    ),
  )
}

/** Reads one story's file. */
export function parseStory(language: Language, slug: string, file: string): SampleStory {
  const [head = '', ...body] = file.replaceAll('\r\n', '\n').split('\n---\n')
  const front = parseFrontMatter(head)
  const text = body.join('\n---\n')
  return {
    language,
    slug,
    front,
    text: parseStoryText(text),
    before: front.was.length > 0 ? parseStoryText(asItWas(text, front)) : null,
  }
}

function asItWas(text: string, front: FrontMatter): string {
  return front.was.reduce((before, was) => {
    if (!before.includes(was.now))
      throw new Error(`"was" names words that are not there: ${was.now}`)
    return before.replace(was.now, was.before)
  }, text)
}

async function inFile<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw new BadInput(`resources/sample: ${name}: ${(cause as Error).message}`, { cause })
  }
}
