import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDeviceId } from '../../../shared/model/ids.ts'
import type { Actor } from '../../db/people-rows.ts'
import type { TestClient } from '../../testing/a-client.ts'
import { aServer, type TestServer } from '../../testing/a-server.ts'
import { aStory, words } from '../../testing/a-story.ts'
import { until } from '../../testing/until.ts'
import { type LiveMember, tryAgainLater } from './live-socket.ts'
import { storyRooms } from './story-rooms.ts'

let server: TestServer
let reporter: TestClient
let actor: Actor
beforeAll(async () => {
  server = await aServer()
  reporter = await server.client('reporter')
  actor = await server.actor(reporter)
})
afterAll(() => server.stop())

/** A follower whose line takes what `take` lets through. */
function aFollower(take: () => void) {
  const got: Uint8Array[] = []
  const closed: number[] = []
  const member: LiveMember = {
    actor: { ...actor, device: newDeviceId() },
    name: 'Somebody',
    stories: new Set(),
    send(framed) {
      take()
      got.push(framed)
    },
    close: (code) => closed.push(code),
    isOpen: () => true,
  }
  return { member, got, closed }
}

describe('story rooms', () => {
  it('[VSR3] serve the others when one line fails, and send that one away', async () => {
    const story = await aStory(reporter)
    const { db } = server.services.database
    const errors: unknown[] = []
    const rooms = storyRooms(db, (error) => errors.push(error))
    const broken = aFollower(() => {
      throw new Error('a broken line')
    })
    const whole = aFollower(() => {})
    for (const { member } of [broken, whole]) await rooms.join(member, story.id, 1)
    const update = story.edit(words('More'))
    await reporter.push([{ story: story.id, ref: 2, update }])
    const { newsroom, person: by, device } = actor
    rooms.logged([{ newsroom, story: story.id, seq: 2, update, by, device }])

    expect(whole.got).toHaveLength(1)
    await until('the broken one to be sent away', () => broken.closed.length > 0)
    expect(broken.closed).toEqual([tryAgainLater])
    expect(errors.map(String)).toEqual(Array(2).fill('Error: a broken line'))
  })
})
