/**
 * `npm run server:admin`: a real newsroom in an empty database, with its first administrator. What
 * the environment does not say is asked for; a password is never shown.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { makeFirstNewsroom, parseDesks } from '../server/operations/first-admin.ts'
import { withAnyPlace } from '../server/operations/places.ts'
import { languageSchema } from '../shared/model/vocabulary.ts'
import { dataFolder } from './project.ts'

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

/** What has to be given when nobody can be asked. */
class NotGiven extends Error {
  readonly code = 'not-given'
  readonly retry = 'never'
  constructor(variables: readonly string[]) {
    super(`Nobody is here to be asked: set ${variables.join(', ')}`)
  }
}

async function answersTo(env: NodeJS.ProcessEnv): Promise<Record<keyof typeof questions, string>> {
  const all = Object.entries(questions) as [keyof typeof questions, Question][]
  const given = (question: Question) => env[question.variable]?.trim() || undefined
  if (!process.stdin.isTTY) {
    const missing = all.filter(([, one]) => !given(one) && one.usual === undefined)
    if (missing.length > 0) throw new NotGiven(missing.map(([, { variable }]) => variable))
  }
  const answers: Partial<Record<keyof typeof questions, string>> = {}
  for (const [key, question] of all) answers[key] = given(question) ?? (await asked(question))
  return answers as Record<keyof typeof questions, string>
}

async function asked({ ask, usual = '' }: Question): Promise<string> {
  if (!process.stdin.isTTY) return usual
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const hint = usual ? ` [${usual}]` : ''
    return (await prompt.question(`${ask}${hint}: `)).trim() || usual
  } finally {
    prompt.close()
  }
}

/** From the environment, a file, or the keyboard, where it is not shown. */
async function passwordFrom(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.COPYDESK_ADMIN_PASSWORD) return env.COPYDESK_ADMIN_PASSWORD
  if (env.COPYDESK_ADMIN_PASSWORD_FILE) {
    return readFileSync(env.COPYDESK_ADMIN_PASSWORD_FILE, 'utf8').replace(/\r?\n$/, '')
  }
  if (!process.stdin.isTTY) {
    throw new NotGiven(['COPYDESK_ADMIN_PASSWORD or COPYDESK_ADMIN_PASSWORD_FILE'])
  }
  process.stdout.write('A password, at least 12 characters (not shown): ')
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await prompt.question('')
  } finally {
    prompt.close()
    process.stdout.write('\n')
  }
}

export async function run(): Promise<number> {
  const { env } = process
  const data = resolve(env.DATA_DIR || join(dataFolder(env), 'server'))
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
