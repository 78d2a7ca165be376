/** The bundled PostgreSQL dies under a server, or finds a data folder it cannot use. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { type Database, openDatabase } from './open-database.ts'
import { boundLog, largestLog } from './postmaster.ts'
import { readPostmaster, whoIs } from './postmaster-pid.ts'

let folder: string
let postgres: EmbeddedPostgres
let database: Database
let lost = 0
let back = 0
const cluster = () => join(folder, 'postgres')
const postmaster = () => readPostmaster(cluster())!

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-ep-dies-'))
  postgres = await startEmbeddedPostgres(folder, {
    onLost: () => (lost += 1),
    onBack: () => (back += 1),
  })
  database = openDatabase(
    () => postgres.url,
    () => {},
  )
  await sql`create table kept (n int)`.execute(database.db)
})
afterAll(async () => {
  await database.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const insert = () => sql`insert into kept values (1)`.execute(database.db)
const count = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from kept`.execute(
    database.db,
  )
  return rows[0]?.n
}
const answers = () => count().catch(() => undefined)

async function killPostmaster(): Promise<number> {
  // Children of a dead one may still have answered: wait for the next to stand.
  const pid = await until('a postmaster', () => {
    const found = readPostmaster(cluster())?.pid ?? 0
    return found > 0 && whoIs(found) === 'postgres' && found
  })
  process.kill(pid, 'SIGKILL')
  await until('it to be gone', () => whoIs(pid) === 'gone')
  return pid
}

describe('the bundled PostgreSQL that dies under a server', () => {
  it('[VEP4] is started again, on the port where everybody looks for it', async () => {
    await insert()
    const { port } = postmaster()
    await killPostmaster()

    await until('it to answer again', async () => (await answers()) === 1)
    expect(postmaster().port).toBe(port)
    expect(lost).toBe(1)
    await until('the server to be told', () => back === 1)
  })

  it('[VEP4] goes on when one of its processes is killed and it starts itself anew', async () => {
    const held = new pg.Client({ connectionString: postgres.url })
    held.on('error', () => {})
    await held.connect()
    const { rows } = await held.query('select pg_backend_pid() as pid')
    const before = postmaster().pid
    process.kill(rows[0].pid, 'SIGKILL')

    await until('the server to be told', () => lost === 2 && back === 2)
    await until('it to answer again', async () => (await answers()) === 1)
    expect(postmaster().pid).toBe(before)
  })

  it('[VEP4] takes another port when somebody sits on its own, and is found there', async () => {
    const { port, pid } = postmaster()
    // Stopped, so that it cannot be started before the port is taken.
    let squatter: Server | undefined
    process.kill(pid, 'SIGKILL')
    await until('the port', async () => {
      const listener = createServer((socket) => socket.destroy())
      const listening = once(listener, 'listening')
      listener.listen(port, '127.0.0.1')
      squatter = await listening.then(
        () => listener,
        () => undefined,
      )
      return squatter ?? postmaster().pid !== pid
    })
    await until('it to answer again', async () => (await answers()) === 1)
    // Whoever was quicker: the data is there and the pool has found it.
    if (squatter) expect(postmaster().port).not.toBe(port)
    squatter?.close()
  })

  it('[VEP4] keeps what was committed through ten deaths in a row', async () => {
    for (let round = 1; round <= 10; round++) {
      await killPostmaster()
      await until(`round ${round}`, () =>
        insert().then(
          () => true,
          () => false,
        ),
      )
    }
    // One that failed in its commit may be there as well.
    await until('it to answer', async () => ((await answers()) ?? 0) >= 11)
  })
})

describe('a data folder of the bundled PostgreSQL', () => {
  const fresh = () => mkdtempSync(join(tmpdir(), 'copydesk-ep-folder-'))
  const used: string[] = []
  afterAll(() => {
    for (const path of used) rmSync(path, { recursive: true, force: true })
  })
  const aDataFolder = () => {
    const path = fresh()
    used.push(path)
    mkdirSync(join(path, 'postgres'))
    return path
  }

  it('[VEP1] that an interrupted initdb left is set aside, and a whole one made', async () => {
    const data = aDataFolder()
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '18\n')
    mkdirSync(join(data, 'postgres', 'base'))

    const started = await startEmbeddedPostgres(data)
    await started.stop()
    const aside = readdirSync(data).find((name) => name.includes('half-made'))
    expect(readdirSync(join(data, aside!)).sort()).toEqual(['PG_VERSION', 'base'])
  })

  it('[VEP5] of another major version is refused with what to do, and left alone', async () => {
    const data = aDataFolder()
    const file = join(data, 'postgres', 'PG_VERSION')
    mkdirSync(join(data, 'postgres', 'global'))
    writeFileSync(join(data, 'postgres', 'global', 'pg_control'), 'x')
    writeFileSync(file, '15\n')

    await expect(startEmbeddedPostgres(data)).rejects.toMatchObject({
      code: 'unusable-data-folder',
      message: expect.stringMatching(/made by PostgreSQL 15; this server brings PostgreSQL 18/),
      remedy: expect.stringContaining('npm run server:backup'),
    })
    expect(readFileSync(file, 'utf8')).toBe('15\n')
    expect(readdirSync(data)).toEqual(['postgres'])
  })

  it('[VEP5] of somebody else is refused, and left alone', async () => {
    const data = aDataFolder()
    mkdirSync(join(data, 'postgres', 'global'))
    writeFileSync(join(data, 'postgres', 'global', 'pg_control'), 'x')
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '18\n')

    await expect(startEmbeddedPostgres(data)).rejects.toThrow(/copydesk.json/)
    expect(readdirSync(join(data, 'postgres')).sort()).toEqual(['PG_VERSION', 'global'])
  })

  it('[VEP5] that lost its control file is not made anew over what is left', async () => {
    const data = aDataFolder()
    writeFileSync(join(data, 'postgres', 'copydesk.json'), '{}')

    await expect(startEmbeddedPostgres(data)).rejects.toThrow(/server:restore/)
    expect(existsSync(join(data, 'postgres', 'copydesk.json'))).toBe(true)
  })

  it('bounds its log without taking it from the program that writes it', async () => {
    const data = aDataFolder()
    const log = join(data, 'postgres.log')
    writeFileSync(log, 'x'.repeat(largestLog + 1))
    const writer = spawn('sh', ['-c', 'read go; echo more'], {
      stdio: ['pipe', (await import('node:fs')).openSync(log, 'a'), 'ignore'],
    })
    boundLog(log)
    expect(statSync(`${log}.old`).size).toBe(largestLog + 1)
    writer.stdin!.end('go\n')
    await once(writer, 'exit')
    expect(readFileSync(log, 'utf8')).toBe('more\n')
    boundLog(log)
    expect(readFileSync(log, 'utf8')).toBe('more\n')
  })

  const asRoot = process.getuid?.() === 0
  it.runIf(asRoot)('[VEP1] serves an ordinary user as it serves root', async () => {
    const data = aDataFolder()
    rmSync(join(data, 'postgres'), { recursive: true })
    chownSync(data, 65_534, 65_534)
    const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)
    const program = `
      const { startEmbeddedPostgres } = await import(${module})
      const { readPostmaster } = await import(${module.replace('embedded-postgres', 'postmaster-pid')})
      const { statSync } = await import('node:fs')
      const postgres = await startEmbeddedPostgres(${JSON.stringify(data)})
      const { pid } = readPostmaster(${JSON.stringify(join(data, 'postgres'))})
      console.log(JSON.stringify({ me: process.getuid(), its: statSync('/proc/' + pid).uid }))
      await postgres.stop()`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      uid: 65_534,
      gid: 65_534,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complained = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
    const [code] = await once(child, 'exit')
    // A checkout below a closed home cannot be read by others: nothing to prove there.
    if (code !== 0 && /EACCES|ERR_MODULE_NOT_FOUND|Permission denied/i.test(complained)) return
    expect(complained).toBe('')
    expect(JSON.parse(said)).toEqual({ me: 65_534, its: 65_534 })
  })

  it('[VEP1] is not fooled by a PostgreSQL that works elsewhere under the old number', async () => {
    const data = fresh()
    used.push(data)
    const first = await startEmbeddedPostgres(data)
    await first.stop()
    const { pid, port } = postmaster()
    const stale = [pid, join(data, 'postgres'), 1, port, '', '127.0.0.1', '', 'ready', '']
    writeFileSync(join(data, 'postgres', 'postmaster.pid'), stale.join('\n'))
    const second = await startEmbeddedPostgres(data)
    expect(second.adopted).toBe(false)
    await second.stop()
    // The one whose number it was has not been harmed.
    expect(postmaster().pid).toBe(pid)
    expect(await answers()).toBeGreaterThan(0)
  })

  it('[VEP5] moved elsewhere is served there', async () => {
    const data = fresh()
    used.push(data)
    const first = await startEmbeddedPostgres(data)
    await first.stop()
    const moved = `${data}-moved`
    used.push(moved)
    renameSync(data, moved)
    const second = await startEmbeddedPostgres(moved)
    expect(second.adopted).toBe(false)
    await second.stop()
  })
})
