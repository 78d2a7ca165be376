import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { readPostmaster, whoIs } from './postmaster-pid.ts'

// One folder for all, made with the rights that `mkdtemp` and root's home have: closed to others.
let folder: string
const started: EmbeddedPostgres[] = []
const start = async () => {
  const postgres = await startEmbeddedPostgres(folder)
  started.push(postgres)
  return postgres
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-ep-'))
})
beforeEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
})
afterAll(async () => {
  for (const postgres of started) await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const cluster = () => join(folder, 'postgres')
const isRunning = () => {
  const postmaster = readPostmaster(cluster())
  return postmaster !== null && whoIs(postmaster.pid) === 'postgres'
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}

/** Another program that starts PostgreSQL in the same folder and stays. */
async function aServerProcess(): Promise<ChildProcess> {
  const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)
  const program = `
    const { startEmbeddedPostgres } = await import(${module})
    await startEmbeddedPostgres(${JSON.stringify(folder)})
    console.log('started')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

describe('the bundled PostgreSQL', () => {
  it('[VEP3] listens on this machine only, and knows nobody without the password', async () => {
    const { url, adopted } = await start()
    expect(adopted).toBe(false)
    expect(await ask(url, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' })
    expect(await ask(url, 'show unix_socket_directories')).toEqual({ unix_socket_directories: '' })
    const wrong = url.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(readFileSync(join(cluster(), 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust\b/m)
  })

  it('[VEP1] is adopted when kill -9 left it without parent, with what was committed', async () => {
    const child = await aServerProcess()
    const { url } = await start()
    await ask(url, 'create table if not exists kept (n int)')
    await ask(url, 'insert into kept values (1)')
    for (const postgres of started.splice(0)) await postgres.stop()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isRunning()).toBe(true)

    const again = await start()
    expect(again.adopted).toBe(true)
    expect(await ask(again.url, 'select count(*)::int as n from kept')).toEqual({ n: 1 })
    await again.stop()
    expect(isRunning()).toBe(false)
  })

  it('[VEP1] starts again when the postmaster itself was killed', async () => {
    const { url } = await start()
    const held = new pg.Client({ connectionString: url })
    held.on('error', () => {})
    await held.connect()
    const postmaster = readPostmaster(cluster())
    process.kill(postmaster!.pid, 'SIGKILL')
    await until('it to be gone', () => whoIs(postmaster!.pid) === 'gone')

    // Whoever comes first starts it: the server that lost it, or the next one.
    const again = await start()
    expect(await ask(again.url, 'select 1 as one')).toEqual({ one: 1 })
    expect(readPostmaster(cluster())?.pid).not.toBe(postmaster!.pid)
  })

  it('[VEP1] is not fooled by a pid file whose number belongs to another program', async () => {
    const pid = [process.pid, cluster(), 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n')
    writeFileSync(join(cluster(), 'postmaster.pid'), pid)

    const { url, adopted } = await start()
    expect(adopted).toBe(false)
    expect(await ask(url, 'select 1 as one')).toEqual({ one: 1 })
  })

  it('[VEP2] is started once for servers that come together, and stopped by the last', async () => {
    const three = await Promise.all([start(), start(), start()])
    expect(new Set(three.map(({ url }) => url)).size).toBe(1)
    expect(three.filter(({ adopted }) => !adopted)).toHaveLength(1)

    await three[0].stop()
    await three[1].stop()
    expect(await ask(three[2].url, 'select 1 as one')).toEqual({ one: 1 })
    await three[2].stop()
    expect(isRunning()).toBe(false)
    started.length = 0
  })

  it('[VEP1] leaves nothing half-made when the very first start is killed', async () => {
    rmSync(cluster(), { recursive: true })
    const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)
    const program = `const { startEmbeddedPostgres } = await import(${module})
      console.log('begun'); await startEmbeddedPostgres(${JSON.stringify(folder)})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const { url } = await start()
    expect(await ask(url, 'select 1 as one')).toEqual({ one: 1 })
    expect(readdirSync(folder).sort()).toEqual(['postgres', 'postgres.log'])
  })
})
