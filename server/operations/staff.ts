/**
 * A newsroom's people, as an operator keeps them: beside running servers, which hear of each change
 * by its fact.
 *
 *     npm run server:admin -- … → [staff] → people, sessions, change feed → servers, desks
 *
 * VSF1  A password is stored as its hash only and never printed; a new one ends every session of its
 *       person.
 * VSF2  A closed account opens nothing from that moment on, on any server; its desks take what they
 *       may no longer read off their devices.
 * VSF3  What is wrong is said, and nothing is changed.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { BadInput } from '../../shared/model/errors.ts'
import type { DeskId, NewsroomId, UserId } from '../../shared/model/ids.ts'
import {
  type Membership,
  type Person,
  type ReadingPolicy,
  type Role,
  roleSchema,
  roles,
} from '../../shared/model/people.ts'
import { languageSchema } from '../../shared/model/vocabulary.ts'
import { type Db, databaseNow } from '../db/open-database.ts'
import { loadPeople } from '../db/people-rows.ts'
import { hashPassword } from '../sessions/passwords.ts'
import { createPerson, desksOf, setMemberships, setReading } from '../sessions/people.ts'
import { forgiveFailures } from '../sessions/sign-in-limit.ts'
import { passwordSchema } from './first-admin.ts'

export const newStaffSchema = z.object({
  name: z.string().trim().min(1, 'a person has a name').max(120),
  email: z.email('not a mail address').max(254),
  language: languageSchema.default('en'),
  password: passwordSchema,
})
export type NewStaff = z.input<typeof newStaffSchema>

/** A person as the list shows them. */
export interface Listed {
  readonly name: string
  readonly email: string
  readonly memberships: readonly Membership[]
  readonly devices: number
  readonly disabled: boolean
}

/** The people of the only newsroom in this database. */
export async function staffOf(db: Db) {
  const newsroom = await onlyNewsroom(db)

  return {
    list: () => listed(db, newsroom),

    async add(wanted: NewStaff, held: string): Promise<Person> {
      const person = checked(newStaffSchema, wanted)
      const memberships = await parseRoles(db, newsroom, held)
      if (await find(db, newsroom, person.email)) {
        throw new BadInput(`Somebody has the address ${person.email} already`)
      }
      return await createPerson(db, newsroom, { ...person, memberships })
    },

    /** Whoever had the old one is signed out everywhere. */
    async resetPassword(email: string, password: string): Promise<void> {
      const { id } = await known(db, newsroom, email)
      const hash = await hashPassword(checked(passwordSchema, password))
      await db.transaction().execute(async (trx) => {
        await sql`update person set password_hash = ${hash}
          where newsroom = ${newsroom} and id = ${id}`.execute(trx)
        await endSessions(trx, newsroom, id)
      })
      await forgiveFailures(db, email)
      // The fact is as before; it has every server look whose session ended.
      await setMemberships(db, newsroom, id, await membershipsOf(db, newsroom, id))
    },

    async setRoles(email: string, held: string): Promise<Person> {
      const { id, disabled } = await known(db, newsroom, email)
      if (disabled) throw new BadInput(`The account of ${email} is closed: use enable`)
      return await setMemberships(db, newsroom, id, await parseRoles(db, newsroom, held))
    },

    /** Its sessions stay, so that its desks are told why they end. */
    async disable(email: string): Promise<void> {
      const { id } = await known(db, newsroom, email)
      const now = await databaseNow(db)
      await sql`update person set disabled_at = ${now}
        where newsroom = ${newsroom} and id = ${id} and disabled_at is null`.execute(db)
      await setMemberships(db, newsroom, id, [])
    },

    async enable(email: string, held: string): Promise<Person> {
      const { id } = await known(db, newsroom, email)
      const memberships = await parseRoles(db, newsroom, held)
      await db.transaction().execute(async (trx) => {
        await endSessions(trx, newsroom, id)
        await sql`update person set disabled_at = null
          where newsroom = ${newsroom} and id = ${id}`.execute(trx)
      })
      return await setMemberships(db, newsroom, id, memberships)
    },

    setReading: (reading: ReadingPolicy) => setReading(db, newsroom, reading),
  }
}

function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // Only our own words and the names of settings: a value may be the password.
  const wrong = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new BadInput(`Nothing was changed: ${wrong.join('; ')}`)
}

async function onlyNewsroom(db: Db): Promise<NewsroomId> {
  const { rows } = await sql<{ id: NewsroomId }>`select id from newsroom limit 2`.execute(db)
  const [one, second] = rows
  if (!one)
    throw new BadInput('This database holds no newsroom yet: run server:admin without words')
  if (second) throw new BadInput('This database holds several newsrooms')
  return one.id
}

interface Known {
  readonly id: UserId
  readonly disabled: boolean
}

async function find(db: Db, newsroom: NewsroomId, email: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select id, disabled_at is not null as disabled from person
    where newsroom = ${newsroom} and lower(email) = ${email.trim().toLowerCase()}`.execute(db)
  return rows[0]
}

async function known(db: Db, newsroom: NewsroomId, email: string): Promise<Known> {
  const found = await find(db, newsroom, email)
  if (!found) throw new BadInput(`Nobody here has the address ${email}`)
  return found
}

async function endSessions(db: Db, newsroom: NewsroomId, person: UserId): Promise<void> {
  await db
    .deleteFrom('session')
    .where('newsroom', '=', newsroom)
    .where('person', '=', person)
    .execute()
}

async function membershipsOf(db: Db, newsroom: NewsroomId, person: UserId): Promise<Membership[]> {
  return [...((await loadPeople(db, newsroom, [person])).get(person)?.memberships ?? [])]
}

async function listed(db: Db, newsroom: NewsroomId): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select p.name, p.email, p.disabled_at is not null as disabled,
      (select count(distinct s.device)::int from session s
        where s.newsroom = p.newsroom and s.person = p.id) as devices,
      coalesce((select jsonb_agg(jsonb_build_object('desk', m.desk, 'role', m.role)
        order by m.desk, m.role) from membership m
        where m.newsroom = p.newsroom and m.person = p.id), '[]') as memberships
    from person p where p.newsroom = ${newsroom} order by lower(p.name), p.email`.execute(db)
  return rows
}

/** Roles as an operator writes them: "city=reporter, world=desk-chief+admin"; "none" for none. */
async function parseRoles(db: Db, newsroom: NewsroomId, text: string): Promise<Membership[]> {
  if (text.trim() === 'none') return []
  const desks = (await desksOf(db, newsroom)).map(({ id }) => id)
  const parts = text.split(',').map((part) => part.trim())
  const held = parts.flatMap((part) => {
    const [desk = '', named = ''] = part.split('=').map((piece) => piece.trim())
    return named.split('+').map((role) => ({
      desk: deskNamed(desk, desks),
      role: roleNamed(role.trim()),
    }))
  })
  const each = new Map(held.map((one) => [`${one.desk} ${one.role}`, one]))
  return [...each.values()]
}

function deskNamed(text: string, desks: readonly DeskId[]): DeskId {
  const desk = desks.find((id) => id === text)
  if (!desk) throw new BadInput(`No desk "${text}"; there are ${desks.join(', ')}`)
  return desk
}

function roleNamed(text: string): Role {
  const role = roleSchema.safeParse(text)
  if (!role.success) throw new BadInput(`No role "${text}"; there are ${roles.join(', ')}`)
  return role.data
}
