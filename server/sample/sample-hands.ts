/** The people of the sample at work: signed in, each with a device and a counter of commands. */
import assert from 'node:assert'
import type { Command } from '../../shared/model/commands.ts'
import {
  type CommandId,
  type NewsroomId,
  parseCommandId,
  parseDeskId,
  parseDeviceId,
  parseUserId,
  type StoryId,
  type UserId,
} from '../../shared/model/ids.ts'
import type { Membership } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Actor } from '../db/people-rows.ts'
import { loadPeople } from '../db/people-rows.ts'
import { createPerson } from '../sessions/people.ts'
import { actorOf, signIn, signOut } from '../sessions/session-desk.ts'
import { judgeCommand } from '../workflow/command-desk.ts'
import type { SampleServices } from './load-sample.ts'
import type { NewsroomFile } from './sample-files.ts'
import { sampleId } from './sample-ids.ts'

export interface SampleHands {
  actor(key: string): Actor
  /** The same people at other devices: devices work side by side, one device does not. */
  atDevice(name: string): SampleHands
  /** Sends a command that must be accepted; sent again, it changes nothing. */
  command(key: string, name: string, command: Command, at: Instant): Promise<void>
  /** Hands an update to the log. */
  append(key: string, story: StoryId, ref: number, update: Uint8Array, at: Instant): Promise<void>
  /** Ends the sessions. */
  leave(): Promise<void>
}

export const sampleCommandId = (name: string): CommandId =>
  parseCommandId(sampleId('command', name))
const samplePersonId = (key: string): UserId => parseUserId(sampleId('person', key))
const addressOf = (key: string): string => `${key}@harbourpost.example`

/** Makes the people who are missing; their passwords are hashed side by side. */
export async function makePeople(
  { db }: Pick<SampleServices, 'db'>,
  newsroom: NewsroomId,
  { people, password }: NewsroomFile,
): Promise<void> {
  const known = await loadPeople(
    db,
    newsroom,
    people.map(({ key }) => samplePersonId(key)),
  )
  const missing = people.filter(({ key }) => !known.has(samplePersonId(key)))
  await Promise.all(
    missing.map(({ key, name, language, roles }) => {
      const memberships = Object.entries(roles).flatMap(([desk, held]) =>
        held.map((role): Membership => ({ desk: parseDeskId(desk), role })),
      )
      const id = samplePersonId(key)
      return createPerson(db, newsroom, {
        id,
        name,
        email: addressOf(key),
        password,
        language,
        memberships,
      })
    }),
  )
}

/** Signs everybody in. */
export async function signInAll(
  services: Pick<SampleServices, 'db' | 'queue'>,
  { people, password }: NewsroomFile,
): Promise<SampleHands> {
  const actors = new Map(
    await Promise.all(
      people.map(async ({ key }) => {
        const device = parseDeviceId(sampleId('device', key))
        const session = await signIn(
          services.db,
          { email: addressOf(key), password, device },
          'sample',
        )
        return [key, await actorOf(services.db, session.token)] as const
      }),
    ),
  )
  return handsOf(services, actors)
}

function handsOf(
  services: Pick<SampleServices, 'db' | 'queue'>,
  actors: ReadonlyMap<string, Actor>,
): SampleHands {
  const { db, queue } = services
  const counters = new Map<string, number>()
  const actor = (key: string): Actor => {
    const found = actors.get(key)
    assert(found, `nobody in the sample is called ${key}`)
    return found
  }
  return {
    actor,
    atDevice(name) {
      const moved = [...actors].map(([key, one]) => {
        const device = parseDeviceId(sampleId('device', `${key} ${name}`))
        return [key, { ...one, device }] as const
      })
      return handsOf(services, new Map(moved))
    },
    async command(key, name, command, at) {
      const counter = (counters.get(key) ?? 0) + 1
      counters.set(key, counter)
      const id = sampleCommandId(name)
      const { device } = actor(key)
      const verdict = await judgeCommand(
        db,
        actor(key),
        { id, device, counter, issuedAt: at, command },
        at,
      )
      assert(verdict.kind === 'accepted', `${name} was refused: ${JSON.stringify(verdict)}`)
    },
    async append(key, story, ref, update, at) {
      const answer = await queue.append({ actor: actor(key), story, ref, update, at })
      assert(answer.kind === 'logged', `${key} could not write: ${JSON.stringify(answer)}`)
    },
    async leave() {
      await Promise.all([...actors.values()].map((one) => signOut(db, one)))
    },
  }
}
