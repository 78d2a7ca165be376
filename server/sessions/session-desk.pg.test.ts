import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newDeviceId } from '../../shared/model/ids.ts'
import { sessionSchema } from '../../shared/protocol/session.ts'
import { password } from '../testing/a-newsroom.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { passwordMatches } from './passwords.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const signIn = (email: string, word: string, at = server.url) =>
  fetch(`${at}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: word, device: newDeviceId() }),
  })

describe('signing in', () => {
  it('[VSE1] gives a token of which the database knows the hash only', async () => {
    const { reporter } = server.newsroom.people
    const answer = await signIn(reporter.email.toUpperCase(), password)
    const session = sessionSchema.parse(await answer.json())

    expect(answer.status).toBe(201)
    expect(session.person).toEqual(reporter)
    expect(session.desks.map(({ id }) => id)).toEqual(['city', 'world'])
    const { db } = server.services.database
    const people = await db.selectFrom('person').selectAll().execute()
    const sessions = await db.selectFrom('session').selectAll().execute()
    const stored = JSON.stringify([people, sessions.map((row) => row.token_hash.toString())])
    expect(stored).not.toContain(session.token)
    expect(stored).not.toContain(password)
    expect(people[0]?.password_hash).toMatch(/^\$argon2id\$/)
  })

  it('[VSE2] answers an unknown address as it answers a wrong password', async () => {
    const wrong = await signIn(server.newsroom.people.worldChief.email, 'wrong')
    const unknown = await signIn('stranger@testpost.example', 'wrong')

    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.json()).toEqual(await unknown.json())
    // Without a stored hash the same function does the same work, and still says no.
    expect(await passwordMatches(null, 'nobody has this password')).toBe(false)
  })

  it('[VSE3] opens nothing after signing out, or after its time', async () => {
    const client = await server.client('chief')
    const late = await server.client('chief')
    expect((await client.fetch('/v1/sessions/current')).status).toBe(200)

    expect((await client.fetch('/v1/sessions/current', { method: 'DELETE' })).status).toBe(204)
    const { db } = server.services.database
    await db
      .updateTable('session')
      .set({ expires_at: 1 })
      .where('device', '=', late.device)
      .execute()

    for (const { fetch } of [client, late]) {
      const answer = await fetch('/v1/changes')
      expect([answer.status, (await answer.json()).code]).toEqual([401, 'not-signed-in'])
    }
  })

  it('is refused for a while after ten wrong passwords, on every server', async () => {
    const { nobody } = server.newsroom.people
    for (let i = 0; i < 10; i++) expect((await signIn(nobody.email, 'wrong')).status).toBe(401)

    const there = await server.sibling()
    const answer = await signIn(nobody.email, password, there.url)
    expect([answer.status, (await answer.json()).code]).toEqual([429, 'too-many-tries'])
    expect((await signIn(server.newsroom.people.chief.email, password)).status).toBe(201)
  })
})
