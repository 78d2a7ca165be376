/** A small newsroom for tests: two desks, and people for each role. */
import {
  type DeskId,
  type NewsroomId,
  newNewsroomId,
  newUserId,
  parseDeskId,
} from '../../shared/model/ids.ts'
import type { Membership, Person, Role } from '../../shared/model/people.ts'
import type { Db } from '../db/open-database.ts'
import { createNewsroom, createPerson } from '../sessions/people.ts'

export const city: DeskId = parseDeskId('city')
export const world: DeskId = parseDeskId('world')
/** Everybody's. */
export const password = 'correct horse'

const labels = (text: string) => ({ en: text, ar: text, es: text })

/** Who works here, and as what. */
const staff = {
  reporter: [{ desk: city, role: 'reporter' }],
  secondReporter: [{ desk: city, role: 'reporter' }],
  chief: [{ desk: city, role: 'desk-chief' }],
  secondChief: [{ desk: city, role: 'desk-chief' }],
  worldChief: [{ desk: world, role: 'desk-chief' }],
  photoEditor: [{ desk: city, role: 'photo-editor' }],
  nobody: [],
} as const satisfies Record<string, readonly Membership[]>

export type Who = keyof typeof staff

export interface TestNewsroom {
  readonly id: NewsroomId
  readonly people: Readonly<Record<Who, Person>>
}

/** Fills an empty database. */
export async function aNewsroom(db: Db): Promise<TestNewsroom> {
  const id = newNewsroomId()
  const name = labels('The Test Post')
  await createNewsroom(db, { id, name, slogan: name, timeZone: 'Europe/Madrid' }, [
    { id: city, labels: labels('City') },
    { id: world, labels: labels('World') },
  ])
  const people = await Promise.all(
    Object.entries(staff).map(async ([who, memberships]) => {
      const email = `${who.toLowerCase()}@testpost.example`
      const held = memberships as readonly { desk: DeskId; role: Role }[]
      const person = { id: newUserId(), name: who, email, password, memberships: held }
      return [who, await createPerson(db, id, { ...person, language: 'en' })] as const
    }),
  )
  return { id, people: Object.fromEntries(people) as Record<Who, Person> }
}
