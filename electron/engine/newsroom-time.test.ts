import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, vi } from 'vitest'
import { aDesk, until } from './testing/a-desk.ts'
import { aFolder } from './testing/a-store.ts'
import { aServer } from './testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const day = 24 * 3_600_000
const minute = 60_000

describe.each([
  ['ahead', day],
  ['behind', -day],
])('a desk whose clock is a day %s', (_, shift) => {
  it('[MW8] logs what it writes and what comes by one clock, the newsroom’s', async () => {
    const server = await aServer()
    server.newsroom.person('salma', 'reporter')
    server.newsroom.person('majid', 'desk-chief')
    const folder = aFolder()
    const [salma, majid] = [aDesk(folder, null, { clock: () => Date.now() + shift }), aDesk()]
    await salma.signIn(server.url, 'salma')
    await majid.signIn(server.url, 'majid')
    const story = await salma.create()
    await salma.window.type(story, 'Fares')
    await salma.level()
    await until(async () => (await majid.row(story))?.headline === 'Fares', 'the text there')
    await majid.window.open(story)
    await majid.window.typeStandfirst(story, 'From January.')
    await until(() => salma.window.standfirst(story) === 'From January.', 'the standfirst')
    await salma.window.type(story, ' rise')
    await salma.close()

    const [file = ''] = globSync(join(folder, '**', 'store.db'))
    const db = new DatabaseSync(file)
    const rows = db.prepare('select mine, at from log').all() as { mine: number; at: number }[]
    db.close()
    expect(new Set(rows.map(({ mine }) => mine))).toEqual(new Set([0, 1]))
    for (const { at } of rows) expect(Math.abs(at - Date.now())).toBeLessThan(minute)
  })
})
