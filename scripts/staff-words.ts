/**
 * The words of `npm run server:admin -- …` and what each does. A password comes from the keyboard or
 * from standard input, never from the command line, which every process on the machine can read.
 */
import { parseArgs } from 'node:util'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { type Listed, type NewStaff, staffOf } from '../server/operations/staff.ts'
import { BadInput } from '../shared/model/errors.ts'
import { readingPolicies } from '../shared/model/people.ts'
import { languageSchema } from '../shared/model/vocabulary.ts'

export const staffUsage = `npm run server:admin                                  a first newsroom, its desks, its administrator
npm run server:admin -- list                          who is here, on which desks, as what
npm run server:admin -- add-person --name NAME --email MAIL --roles ROLES [--language en|ar|es]
npm run server:admin -- reset-password MAIL           ends all sessions of that person
npm run server:admin -- set-roles MAIL ROLES          "city=reporter, world=desk-chief+admin", or "none"
npm run server:admin -- disable MAIL                  closes the account at once
npm run server:admin -- enable MAIL ROLES             opens it again; they sign in anew
npm run server:admin -- reading by-desk|open          whether everybody reads every desk's stories

A password is asked for, or read from standard input: echo … | npm run server:admin -- …`

type Staff = Awaited<ReturnType<typeof staffOf>>

/** Does what the words say; gives what to print. */
export async function doStaffWork(
  databaseUrl: string,
  words: readonly string[],
  password: () => Promise<string>,
): Promise<string> {
  const { positionals, values } = read(words)
  const [what = '', ...rest] = positionals
  const database = openDatabase(databaseUrl, () => {})
  try {
    await migrate(database.db)
    const staff = await staffOf(database.db)
    return await work(staff, what, rest, { ...values, password })
  } finally {
    await database.close()
  }
}

const options = {
  name: { type: 'string' },
  email: { type: 'string' },
  roles: { type: 'string' },
  language: { type: 'string' },
} as const

function read(words: readonly string[]) {
  if (words.some((word) => word.startsWith('--password'))) {
    throw new BadInput('A password never stands on the command line: it is asked for')
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BadInput(`${why}\n\n${staffUsage}`, { cause })
  }
}

interface Given {
  readonly name?: string
  readonly email?: string
  readonly roles?: string
  readonly language?: string
  readonly password: () => Promise<string>
}

async function work(
  staff: Staff,
  what: string,
  rest: readonly string[],
  given: Given,
): Promise<string> {
  switch (what) {
    case 'list':
      return (await staff.list()).map(lineOf).join('\n')
    case 'add-person':
      return await add(staff, given)
    case 'reset-password': {
      const [email] = exactly(rest, 1)
      await staff.resetPassword(email, await given.password())
      return `${email} has a new password and is signed out everywhere.`
    }
    case 'set-roles': {
      const [email, held] = exactly(rest, 2)
      const { memberships } = await staff.setRoles(email, held)
      return `${email}: ${rolesOf(memberships)}`
    }
    case 'disable': {
      const [email] = exactly(rest, 1)
      await staff.disable(email)
      return `The account of ${email} is closed.`
    }
    case 'enable': {
      const [email, held] = exactly(rest, 2)
      const { memberships } = await staff.enable(email, held)
      return `${email} may sign in again: ${rolesOf(memberships)}`
    }
    case 'reading': {
      const [wanted] = exactly(rest, 1)
      const policy = readingPolicies.find((one) => one === wanted)
      if (!policy) throw new BadInput(`Reading is ${readingPolicies.join(' or ')}`)
      await staff.setReading(policy)
      return policy === 'open'
        ? 'Whoever works at a desk reads the stories of all desks.'
        : 'Everybody reads the stories of their own desks, their own, and live ones.'
    }
    default:
      throw new BadInput(`"${what}" is none of these:\n\n${staffUsage}`)
  }
}

async function add(staff: Staff, { name, email, roles, language = 'en', password }: Given) {
  if (!name || !email || !roles)
    throw new BadInput(`--name, --email and --roles are needed\n\n${staffUsage}`)
  const known = languageSchema.safeParse(language)
  if (!known.success)
    throw new BadInput(`--language is one of ${languageSchema.options.join(', ')}`)
  const wanted: NewStaff = { name, email, language: known.data, password: await password() }
  const person = await staff.add(wanted, roles)
  return `${person.name} may sign in as ${person.email}: ${rolesOf(person.memberships)}`
}

/** So many words, no more and no fewer. */
function exactly<N extends 1 | 2>(
  words: readonly string[],
  count: N,
): N extends 1 ? readonly [string] : readonly [string, string] {
  if (words.length !== count) throw new BadInput(staffUsage)
  return words as unknown as N extends 1 ? readonly [string] : readonly [string, string]
}

const rolesOf = (memberships: Listed['memberships']): string =>
  memberships.map(({ desk, role }) => `${desk}=${role}`).join(', ') || 'no desk'

const lineOf = ({ name, email, memberships, devices, disabled }: Listed): string =>
  disabled
    ? `${name} <${email}>: closed`
    : `${name} <${email}>: ${rolesOf(memberships)}; signed in on ${devices} device${devices === 1 ? '' : 's'}`
