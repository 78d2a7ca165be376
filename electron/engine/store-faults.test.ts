import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it, vi } from 'vitest'
import { copyStore } from './store/copy-store.ts'
import { salvagePlan } from './store/damaged-file.ts'
import { aDesk, type TestDesk, until } from './testing/a-desk.ts'
import { aSignedInDesk } from './testing/a-signed-in-desk.ts'
import { aFolder } from './testing/a-store.ts'
import {
  behindTheBack,
  damagePage,
  oldBackup,
  rootPageOf,
  settle,
  storeFileIn,
} from './testing/faulty-disk.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const lastSafety = (desk: TestDesk): string =>
  JSON.stringify(desk.window.heard('story:safety').at(-1))

/** A desk that is closed, level with the newsroom; all it holds is in the file itself. */
async function aClosedDesk(headline: string) {
  const { desk, story } = await aSignedInDesk()
  await desk.window.type(story, headline)
  await desk.level()
  const file = storeFileIn(desk.folder)
  await desk.close()
  settle(file)
  return { desk, story, file }
}

describe('a damaged store', () => {
  it('[DSV6] that a write meets is salvaged at the next start, and nothing is lost', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.offline()
    await desk.window.type(story, 'Written before. ')
    const file = storeFileIn(desk.folder)
    expect(copyStore(dirname(file), Date.now())).toEqual({ made: true })
    settle(file)
    damagePage(file, rootPageOf(file, 'log'))
    // What SQLite holds in memory is whole: another connection's change makes it look again.
    behindTheBack(file, "insert or replace into mark values ('touched', 'yes')")
    void desk.window.type(story, 'Written after.')
    await until(() => desk.damaged, 'the engine to notice')
    expect(salvagePlan(dirname(file))).not.toBeNull()
    expect(lastSafety(desk)).toContain('not-saved')
    await desk.close()
    const again = aDesk(desk.folder, desk.secret)
    await again.window.open(story)
    expect(again.window.headline(story)).toContain('Written before. ')
    const { notes } = await again.window.call('care:list', {})
    expect(notes).toMatchObject([{ what: { kind: 'salvaged' } }])
    expect(
      existsSync(
        join(
          dirname(file),
          'damaged',
          readdirSync(join(dirname(file), 'damaged'))[0] ?? '',
          'store.db',
        ),
      ),
    ).toBe(true)
    // The window still has what was not acknowledged and hands it over, as after any restart.
    await again.window.takeOver(desk.window, story)
    await again.offline(false)
    await again.level()
    expect(server.newsroom.headline(story)).toBe('Written before. Written after.')
    await again.window.call('care:seen', { id: notes[0]?.id ?? 0 })
    expect((await again.window.call('care:list', {})).notes).toEqual([])
  })

  it('[DSV6] that only a check can see is salvaged too', async () => {
    const { desk, story, file } = await aClosedDesk('Safe at the newsroom')
    damagePage(file, rootPageOf(file, 'base'))
    const again = aDesk(desk.folder, desk.secret)
    await until(() => again.damaged, 'the check to find it')
    await again.close()
    const last = aDesk(desk.folder, desk.secret)
    await last.becomes('online')
    await last.window.open(story)
    expect(last.window.headline(story)).toBe('Safe at the newsroom')
  })
})

describe('missing log rows', () => {
  it('[DSV7] that the newsroom has are fetched again, without a word', async () => {
    const { desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'Acknowledged ')
    await desk.window.type(story, 'words')
    await desk.level()
    const file = storeFileIn(desk.folder)
    await desk.close()
    behindTheBack(file, 'delete from log where seq = (select max(seq) - 1 from log)')
    const again = aDesk(desk.folder, desk.secret)
    await again.becomes('online')
    behindTheBack(file, 'update story set projected_seq = 0')
    await until(async () => {
      await again.window.open(story)
      return again.window.headline(story) === 'Acknowledged words'
    }, 'the whole headline')
    expect((await again.window.call('care:list', {})).notes).toEqual([])
  })

  it('[DSV7] of mine that nobody has are named; what is here is sent', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.offline()
    await desk.window.type(story, 'First')
    await desk.window.type(story, ' second')
    const file = storeFileIn(desk.folder)
    await desk.close()
    behindTheBack(file, 'delete from log where seq = (select max(seq) from log)')
    const again = aDesk(desk.folder, desk.secret)
    await until(
      async () => (await again.window.call('care:list', {})).notes.length > 0,
      'the note about the missing words',
    )
    expect((await again.window.call('care:list', {})).notes).toMatchObject([
      { what: { kind: 'words-missing', story }, stories: [{ story }] },
    ])
    await again.offline(false)
    await again.level()
    expect(server.newsroom.headline(story)).toBe('First')
  })
})

describe('an old backup of the whole profile', () => {
  it('[DUL3] goes on where the newsroom is: no command is refused, no words are lost', async () => {
    const { server, desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'One')
    await desk.level()
    await desk.close()
    const putBack = oldBackup(desk.folder, aFolder())
    const later = aDesk(desk.folder, desk.secret)
    await later.becomes('online')
    await later.window.open(story)
    await later.window.type(story, ' two')
    const second = await later.create()
    await later.window.type(second, 'Written after the backup')
    await later.level()
    await later.close()
    putBack()
    const restored = aDesk(desk.folder, later.secret)
    await restored.window.open(story)
    await restored.window.type(story, ' three')
    await restored.becomes('online')
    const third = await restored.create()
    await restored.window.type(third, 'From the restored desk')
    await restored.level()
    expect((await restored.window.call('outbox:list', {})).rows).toEqual([])
    expect(server.newsroom.headline(third)).toBe('From the restored desk')
    expect(server.newsroom.headline(story)).toContain('two')
    expect(server.newsroom.headline(story)).toContain('three')
    await until(async () => (await restored.row(second))?.headline, 'the story of the lost time')
    const sent = server.newsroom.logs.get(story) ?? []
    const names = sent.map(({ device, ref }) => `${device} ${ref}`)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a store that cannot be opened', () => {
  it('[DSN3] is said with why and what helps, and opens as soon as it can', async () => {
    const { desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'Kept')
    const file = storeFileIn(desk.folder)
    await desk.close()
    const other = new DatabaseSync(file)
    other.exec('pragma locking_mode = exclusive; begin exclusive')
    const again = aDesk(desk.folder, desk.secret)
    expect(await again.window.call('session:state', {})).toMatchObject({
      at: 'store-closed',
      because: 'store-locked',
      folder: dirname(file),
    })
    await expect(again.window.open(story)).rejects.toThrow(/Another program/)
    other.exec('rollback')
    other.close()
    await until(
      async () => (await again.window.call('session:state', {})).at === 'signed-in',
      'the store to open',
    )
    await again.window.open(story)
    expect(again.window.headline(story)).toBe('Kept')
  })
})

describe('a store that nothing can be written to at the start', () => {
  it('[DSN3] opens to be read, and is purged of what was lost when it can be', async () => {
    const { desk, story } = await aSignedInDesk()
    await desk.window.type(story, 'Kept')
    await desk.level()
    const file = storeFileIn(desk.folder)
    await desk.close()
    behindTheBack(
      file,
      `insert into story (id, desk, writer, work, publication)
       values ('elsewhere', 'world', 'majid', 'draft', 'unpublished')`,
    )
    const other = new DatabaseSync(file)
    const stories = () =>
      other.prepare("select count(*) as n from story where id = 'elsewhere'").get()
    other.exec('begin immediate')
    const again = aDesk(desk.folder, desk.secret)
    expect((await again.window.call('session:state', {})).at).toBe('signed-in')
    await again.window.open(story)
    expect(again.window.headline(story)).toBe('Kept')
    expect(stories()).toEqual({ n: 1 })
    other.exec('rollback')
    await until(() => JSON.stringify(stories()) === '{"n":0}', 'the purge')
    other.close()
  })
})

/** Files below a folder that this process has open. */
const handlesBelow = (folder: string): string[] =>
  readdirSync('/proc/self/fd')
    .map((handle) => {
      try {
        return readlinkSync(`/proc/self/fd/${handle}`)
      } catch {
        return ''
      }
    })
    .filter((file) => file.startsWith(folder))

describe('a store that fails while its desk is put together', () => {
  it('[DSN3] [DSV6] is let go of and salvaged at the next try', async () => {
    const { desk, story, file } = await aClosedDesk('Safe at the newsroom')
    // Opening reads none of it; the first screens do.
    damagePage(file, rootPageOf(file, 'sqlite_autoindex_command_2'))
    const again = aDesk(desk.folder, desk.secret)
    const { at } = await again.window.call('session:state', {})
    expect(at).toBe('store-closed')
    await again.becomes('online')
    await again.window.open(story)
    expect(again.window.headline(story)).toBe('Safe at the newsroom')
    const { notes } = await again.window.call('care:list', {})
    expect(notes).toMatchObject([{ what: { kind: 'salvaged' } }])
    await again.close()
    if (process.platform === 'linux') expect(handlesBelow(desk.folder)).toEqual([])
  })
})

describe('more at once than is compared', () => {
  it('[DSV8] is told, and the story named once', async () => {
    const { server, desk, story } = await aSignedInDesk()
    server.newsroom.person('majid', 'reporter')
    const majid = aDesk()
    await majid.signIn(server.url, 'majid')
    await desk.window.type(story, 'Begun')
    await desk.level()
    await until(async () => (await majid.row(story))?.headline === 'Begun', 'it at his desk')
    await majid.window.open(story)
    server.holdAcksOf = 'salma'
    for (let n = 0; n < 53; n += 1) {
      await desk.window.type(story, `a${n} `)
      const before = desk.window.heard('story:update').length
      await majid.window.type(story, `b${n} `)
      await until(() => desk.window.heard('story:update').length > before, `b${n}`)
    }
    const { notes } = await desk.window.call('care:list', {})
    expect(notes).toMatchObject([{ what: { kind: 'not-compared', story } }])
  })
})

describe('a full or read-only disk', () => {
  const helper = join(import.meta.dirname, 'testing', 'on-a-small-disk.sh')

  it.each([
    ['full', 'disk-full', 'write-until-refused.ts'],
    ['read-only', 'disk-read-only', 'open-read-only.ts'],
  ])(
    '[DDB2] that is %s is told apart, and what was typed meanwhile is written when it ends',
    async (_fault, code, script) => {
      const output = await new Promise<string>((resolve, reject) => {
        const child = spawn(
          'sh',
          [helper, process.execPath, join(import.meta.dirname, 'testing', script)],
          {
            stdio: ['ignore', 'pipe', 'pipe'],
          },
        )
        let said = ''
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
        child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
        child.once('error', reject)
        child.once('close', () => resolve(said))
      })
      if (output.includes('no mount here')) {
        console.warn(`skipped: this machine lets nobody mount a small disk: ${output}`)
        return
      }
      expect(output).toContain(`trouble ${code}`)
      expect(output).toContain('all words are there')
    },
  )
})
