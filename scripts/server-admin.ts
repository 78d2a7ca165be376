/**
 * `npm run server:admin`: a real newsroom in an empty database, with its first administrator; with
 * words, the people of a newsroom that is there (`staff-words.ts`). What the environment does not
 * say is asked for; a password is never shown.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFirstNewsroom, parseDesks } from '../server/operations/first-admin.ts'
import { withAnyPlace, withNewsroom } from '../server/operations/places.ts'
import { BadInput } from '../shared/model/errors.ts'
import { languageSchema } from '../shared/model/vocabulary.ts'
import { asked, askedInSecret, firstLine, NotGiven, somebodyIsThere } from './ask.ts'
import { dataFolder } from './project.ts'
import { doStaffWork, staffUsage } from './staff-words.ts'

interface Question {
  readonly variable: string
  readonly ask: string
  readonly usual?: string
}

const questions = {
  newsroom: { variable: 'COPYDESK_NEWSROOM', ask: 'Name of the newsroom' },
  desks: {
    variable: 'COPYDESK_DESKS',
    ask: 'Its desks, as in city=City, world=World',
    usual: 'news=News',
  },
  timeZone: { variable: 'COPYDESK_TIME_ZONE', ask: 'Its time zone', usual: 'UTC' },
  name: { variable: 'COPYDESK_ADMIN_NAME', ask: 'Your name' },
  email: { variable: 'COPYDESK_ADMIN_EMAIL', ask: 'Your mail address' },
  language: {
    variable: 'COPYDESK_ADMIN_LANGUAGE',
    ask: 'Your language: en, ar or es',
    usual: 'en',
  },
} as const satisfies Record<string, Question>

async function answersTo(env: NodeJS.ProcessEnv): Promise<Record<keyof typeof questions, string>> {
  const all = Object.entries(questions) as [keyof typeof questions, Question][]
  const given = (question: Question) => env[question.variable]?.trim() || undefined
  if (!somebodyIsThere()) {
    const missing = all.filter(([, one]) => !given(one) && one.usual === undefined)
    if (missing.length > 0) throw new NotGiven(missing.map(([, { variable }]) => variable))
  }
  const answers: Partial<Record<keyof typeof questions, string>> = {}
  for (const [key, question] of all) {
    answers[key] = given(question) ?? (await answerTo(question))
  }
  return answers as Record<keyof typeof questions, string>
}

const answerTo = async ({ ask, usual = '' }: Question): Promise<string> =>
  somebodyIsThere() ? await asked(ask, usual) : usual

/** From the environment, a file, or the keyboard, where it is not shown. */
async function passwordFrom(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.COPYDESK_ADMIN_PASSWORD) return env.COPYDESK_ADMIN_PASSWORD
  if (env.COPYDESK_ADMIN_PASSWORD_FILE) {
    return readFileSync(env.COPYDESK_ADMIN_PASSWORD_FILE, 'utf8').replace(/\r?\n$/, '')
  }
  if (!somebodyIsThere()) {
    throw new NotGiven(['COPYDESK_ADMIN_PASSWORD or COPYDESK_ADMIN_PASSWORD_FILE'])
  }
  return await askedInSecret('A password, at least 12 characters')
}

/** The new password of somebody else: typed twice, or read from another program. */
async function newPassword(): Promise<string> {
  if (!somebodyIsThere()) return await firstLine()
  const first = await askedInSecret('Their new password, at least 12 characters')
  if ((await askedInSecret('The same once more')) === first) return first
  throw new BadInput('These were two different passwords; nothing was changed')
}

export async function run(words: readonly string[] = []): Promise<number> {
  const { env } = process
  const data = resolve(env.DATA_DIR || join(dataFolder(env), 'server'))
  if (words.includes('--help') || words[0] === 'help') {
    console.log(staffUsage)
    return 0
  }
  if (words.length > 0) {
    const said = await withNewsroom(env, data, ({ databaseUrl }) =>
      doStaffWork(databaseUrl, words, newPassword),
    )
    console.log(said)
    return 0
  }
  const { newsroom, desks, timeZone, name, email, language } = await answersTo(env)
  const wanted = {
    newsroom,
    slogan: env.COPYDESK_SLOGAN,
    timeZone,
    desks: parseDesks(desks),
    admin: {
      name,
      email,
      language: languageSchema.parse(language),
      password: await passwordFrom(env),
    },
  }
  const made = await withAnyPlace(env, data, ({ databaseUrl }) =>
    makeFirstNewsroom(databaseUrl, wanted),
  )
  console.log(`\n${made.name.en} is there, and ${email} may sign in. Start it: npm run server`)
  return 0
}
