/**
 * Makes a real newsroom in an empty database: its name, languages, desks, and the first person, who
 * may then do everything an administrator may.
 *
 * VOP1  It is made once: a database that holds a newsroom is refused and left alone.
 * VOP2  The password is stored as its hash only and never printed; what is wrong is said at once.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { BadInput, NewsroomError } from '../../shared/model/errors.ts'
import { deskIdSchema, newNewsroomId } from '../../shared/model/ids.ts'
import type { Newsroom } from '../../shared/model/people.ts'
import { labelsSchema, languageSchema } from '../../shared/model/vocabulary.ts'
import { migrate } from '../db/migrate.ts'
import { type Db, openDatabase } from '../db/open-database.ts'
import { createNewsroom, createPerson } from '../sessions/people.ts'

/** Longer than a word, short enough to type. */
const shortestPassword = 12

export const passwordSchema = z
  .string()
  .min(shortestPassword, `a password has at least ${shortestPassword} characters`)
  .max(200)

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

export const firstNewsroomSchema = z.object({
  newsroom: z.string().trim().min(1, 'a newsroom has a name').max(80),
  /** The newsroom's name when there is none. */
  slogan: z.string().trim().max(80).optional(),
  timeZone: z.string().refine(isTimeZone, 'not a time zone, as in Europe/Madrid').default('UTC'),
  desks: z
    .array(z.object({ id: deskIdSchema, labels: labelsSchema }))
    .min(1, 'a newsroom has a desk at least')
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a desk is named twice'),
  admin: z.object({
    name: z.string().trim().min(1, 'the administrator has a name').max(120),
    email: z.email('not a mail address'),
    language: languageSchema.default('en'),
    password: passwordSchema,
  }),
})
export type FirstNewsroom = z.input<typeof firstNewsroomSchema>

/** There is a newsroom in this database already. */
export class NewsroomExists extends NewsroomError {
  readonly code = 'newsroom-exists'
  readonly retry = 'never'
  constructor(name: string) {
    super(`This database holds a newsroom already: ${name}. Nothing was changed.`)
  }
}

/** Any constant will do; it must only differ from our other advisory locks. */
const makingLock = 7_031

/** Checks everything, then makes the newsroom, its desks and its administrator. */
export async function makeFirstNewsroom(
  databaseUrl: string,
  wanted: FirstNewsroom,
): Promise<Newsroom> {
  const { admin, desks, ...about } = checked(wanted)
  const database = openDatabase(databaseUrl, () => {})
  try {
    await migrate(database.db)
    return await database.db.connection().execute(async (lock) => {
      await sql`select pg_advisory_lock(${makingLock})`.execute(lock)
      await refuseSecond(database.db)
      const name = inAllLanguages(about.newsroom)
      const newsroom: Newsroom = {
        id: newNewsroomId(),
        name,
        slogan: inAllLanguages(about.slogan || about.newsroom),
        timeZone: about.timeZone,
      }
      await createNewsroom(database.db, newsroom, desks)
      const memberships = desks.flatMap(({ id }) =>
        (['admin', 'desk-chief'] as const).map((role) => ({ desk: id, role })),
      )
      await createPerson(database.db, newsroom.id, { ...admin, memberships })
      await sql`select pg_advisory_unlock(${makingLock})`.execute(lock)
      return newsroom
    })
  } finally {
    await database.close()
  }
}

function checked(wanted: FirstNewsroom) {
  const parsed = firstNewsroomSchema.safeParse(wanted)
  if (parsed.success) return parsed.data
  // Only our own words and the names of settings: a value may be the password.
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new BadInput(`Not made: ${wrong.join('; ')}`)
}

async function refuseSecond(db: Db): Promise<void> {
  const { rows } = await sql<{ detail: Newsroom; people: boolean }>`
    select detail, exists (select 1 from person) as people from newsroom limit 1`.execute(db)
  const [found] = rows
  if (found?.people) throw new NewsroomExists(found.detail.name.en)
  // Interrupted between the newsroom and its administrator: nobody can ever have signed in.
  if (found) await sql`truncate newsroom cascade`.execute(db)
}

const inAllLanguages = (text: string) => ({ en: text, ar: text, es: text })

/** Desks as an operator writes them: "city=City, world=World". */
export function parseDesks(text: string): FirstNewsroom['desks'] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [id = '', label = id] = part.split('=').map((piece) => piece.trim())
      const parsed = deskIdSchema.safeParse(id)
      if (!parsed.success) {
        throw new BadInput(`"${id}" is not a desk's id: small letters, digits and hyphens`)
      }
      return { id: parsed.data, labels: inAllLanguages(label) }
    })
}
