import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { city } from '../server/testing/a-newsroom.ts'
import { aServer, type TestServer } from '../server/testing/a-server.ts'
import { aStory, nextRef, words } from '../server/testing/a-story.ts'
import { newDeviceId } from '../shared/model/ids.ts'
import { doStaffWork } from './staff-words.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

const secret = 'a long enough secret'
const admin = (line: readonly string[], password = secret) =>
  doStaffWork(server.database.url, line, async () => password)
const mail = (who: keyof TestServer['newsroom']['people']) => server.newsroom.people[who].email

const signIn = (email: string, password: string) =>
  fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password, device: newDeviceId() }),
  })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code

describe('keeping people', () => {
  it('[VSF1] adds one who can sign in, listed without any password', async () => {
    const said = await admin([
      ...['add-person', '--name', 'Rana Aziz', '--email', 'rana@testpost.example'],
      ...['--language', 'ar', '--roles', 'city=reporter+photo-editor, world=desk-chief'],
    ])
    expect(said).toContain('Rana Aziz may sign in')
    const session = await (await signIn('rana@testpost.example', secret)).json()
    expect(session).toMatchObject({
      person: {
        language: 'ar',
        memberships: [
          { desk: 'city', role: 'photo-editor' },
          { desk: 'city', role: 'reporter' },
          { desk: 'world', role: 'desk-chief' },
        ],
      },
    })
    const list = await admin(['list'])
    expect(list).toContain(
      'Rana Aziz <rana@testpost.example>: city=photo-editor, city=reporter, world=desk-chief; signed in on 1 device',
    )
    expect(list + said).not.toContain(secret)
    const { rows } = await sql<{ row: string }>`select p::text as row from person p
      where email = 'rana@testpost.example'`.execute(server.services.database.db)
    expect(rows[0]?.row).toContain('argon2id')
    expect(rows[0]?.row).not.toContain(secret)
  })

  it('[VSF1] gives a new password, which ends every session at once', async () => {
    const client = await server.client('photoEditor')
    const live = await client.live()
    for (let n = 0; n < 10; n++) await signIn(mail('photoEditor'), 'wrong guess')
    await admin(['reset-password', mail('photoEditor').toUpperCase()])
    expect(await live.closed).toBe(4401)
    expect((await client.fetch('/v1/changes')).status).toBe(401)
    // And whoever had forgotten it is not locked out by their own tries.
    expect((await signIn(mail('photoEditor'), secret)).status).toBe(201)
  })

  it('gives other roles, with which other stories are read', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter)
    const newcomer = await server.client('nobody')
    const pull = () => newcomer.pull([{ story: story.id, have: 0 }])
    expect((await pull())[0]).toHaveProperty('refused')
    await admin(['set-roles', mail('nobody'), 'city=photo-editor'])
    expect((await pull())[0]).toHaveProperty('update')
    expect(await admin(['set-roles', mail('nobody'), 'none'])).toContain('no desk')
    expect((await pull())[0]).toHaveProperty('refused')
  })

  it('[VSF2] closes an account at once on every server, and opens it for a new sign-in', async () => {
    const sibling = await server.sibling()
    const [here, there] = [
      await server.client('secondReporter'),
      await sibling.client('secondReporter'),
    ]
    const lines = [await here.live(), await there.live()]
    const story = await aStory(here)
    await admin(['disable', mail('secondReporter')])
    for (const line of lines) expect(await line.closed).toBe(4403)
    for (const client of [here, there]) {
      expect(await codeOf(await client.fetch('/v1/changes'))).toBe('account-closed')
    }
    const late = { story: story.id, ref: nextRef(), update: story.edit(words(' late')) }
    await expect(here.push([late])).rejects.toThrow('account-closed')
    await expect(here.live()).rejects.toThrow('4403')
    expect(await codeOf(await signIn(mail('secondReporter'), 'correct horse'))).toBe(
      'account-closed',
    )
    expect(await codeOf(await signIn(mail('secondReporter'), 'wrong'))).toBe('wrong-password')
    expect(await admin(['list'])).toContain(`<${mail('secondReporter')}>: closed`)
    await expect(admin(['set-roles', mail('secondReporter'), 'city=reporter'])).rejects.toThrow(
      /closed/,
    )

    await admin(['enable', mail('secondReporter'), 'city=reporter'])
    expect(await codeOf(await here.fetch('/v1/changes'))).toBe('not-signed-in')
    const again = await server.client('secondReporter')
    expect(again.session.person.memberships).toEqual([{ desk: city, role: 'reporter' }])
  })

  it('[VSF3] says what is wrong, without the password, and changes nothing', async () => {
    const everybody = () => admin(['list'])
    const before = await everybody()
    const add = (...more: string[]) =>
      admin(['add-person', '--name', 'X', '--email', 'x@testpost.example', ...more])
    await expect(add('--roles', 'sports=reporter')).rejects.toThrow(/No desk "sports".*city, world/)
    await expect(add('--roles', 'city=king')).rejects.toThrow(/No role "king".*reporter/)
    await expect(add('--roles', 'city=reporter', '--language', 'fr')).rejects.toThrow(/en, ar, es/)
    await expect(add('--roles', 'city=reporter', '--password', secret)).rejects.toThrow(
      /never stands on the command line/,
    )
    await expect(add()).rejects.toThrow(/are needed/)
    const short = admin(['reset-password', mail('chief')], 'short')
    await expect(short).rejects.toThrow(/at least 12 characters/)
    await expect(short).rejects.not.toThrow(/short\b/)
    await expect(
      admin(['add-person', '--name', 'X', '--email', mail('chief'), '--roles', 'none']),
    ).rejects.toThrow(/already/)
    await expect(admin(['disable', 'ghost@testpost.example'])).rejects.toThrow(/Nobody here/)
    await expect(admin(['sing'])).rejects.toThrow(/none of these/)
    expect(await everybody()).toBe(before)
  })
})
