/**
 * The files of the bundled PostgreSQL: made once, whole or not at all.
 *
 *     DATA_DIR/postgres/              PostgreSQL's own data folder
 *     DATA_DIR/postgres/copydesk.json our user and its random password
 *     DATA_DIR/postgres.log           what PostgreSQL says
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { NewsroomError } from '../../shared/model/errors.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { PostgresUser } from './postgres-user.ts'
import { whoIs } from './postmaster-pid.ts'

const accessSchema = z.object({ user: z.string(), password: z.string().min(16) })
export type ClusterAccess = z.infer<typeof accessSchema>

/** The bundled PostgreSQL could not be made or started. */
export class PostgresNotStarted extends NewsroomError {
  readonly code = 'postgres-not-started'
  readonly retry = 'never'
  constructor(what: string, said: string, options?: ErrorOptions) {
    super(`${what}\n${said.trim().split('\n').slice(-20).join('\n')}`, options)
  }
}

/** A data folder that this program cannot use, and must not touch. */
export class UnusableDataFolder extends NewsroomError {
  readonly code = 'unusable-data-folder'
  readonly retry = 'never'
  override readonly remedy: string
  constructor(why: string, remedy: string) {
    super(`${why}. ${remedy}`)
    this.remedy = remedy
  }
}

/** Makes the cluster unless it is there; returns how to sign in. */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: PostgresUser,
): Promise<ClusterAccess> {
  setHalfMadeAside(folder)
  if (!existsSync(join(folder, 'PG_VERSION'))) await makeCluster(folder, binaries, user)
  checkVersion(folder, binaries)
  return readAccess(folder)
}

/** What an initdb that was killed left behind: without a control file there was no database yet. */
function setHalfMadeAside(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, 'global', 'pg_control'))) return
  if (readdirSync(folder).length === 0) return
  if (existsSync(join(folder, 'copydesk.json'))) {
    throw new UnusableDataFolder(
      `${folder} has lost its control file (global/pg_control)`,
      'Restore a backup into a new folder with `npm run server:restore`.',
    )
  }
  renameSync(folder, `${folder}.half-made-${Date.now()}`)
}

function checkVersion(folder: string, { postgres }: PostgresBinaries): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const said = spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const ours = /(\d+)(\.|beta|rc|devel)/.exec(said)?.[1]
  if (ours === undefined || ours === made) return
  throw new UnusableDataFolder(
    `${folder} was made by PostgreSQL ${made}; this server brings PostgreSQL ${ours}`,
    'Back it up with the release that made it (`npm run server:backup`), and restore that backup ' +
      'into a new folder with this one (`npm run server:restore`).',
  )
}

function readAccess(folder: string): ClusterAccess {
  try {
    return accessSchema.parse(JSON.parse(readFileSync(join(folder, 'copydesk.json'), 'utf8')))
  } catch {
    throw new UnusableDataFolder(
      `${folder} is a PostgreSQL data folder without the password that Copydesk keeps beside it (copydesk.json)`,
      'Set DATA_DIR to a folder of its own, or put copydesk.json back.',
    )
  }
}

/** Built under another name and renamed: a server killed half-way leaves nothing to trip over. */
async function makeCluster(folder: string, binaries: PostgresBinaries, user: PostgresUser) {
  clearAbandoned(folder)
  const making = `${folder}.making-${process.pid}`
  const passwordFile = `${making}.password`
  const access: ClusterAccess = {
    user: 'copydesk',
    password: randomBytes(24).toString('base64url'),
  }
  try {
    mkdirSync(making, { recursive: true, mode: 0o700 })
    writeFileSync(passwordFile, `${access.password}\n`, { mode: 0o600 })
    for (const path of user.owner ? [making, passwordFile] : []) {
      chownSync(path, user.owner?.uid ?? 0, user.owner?.gid ?? 0)
    }
    await runInitdb(making, passwordFile, access, binaries, user)
    writeSynced(join(making, 'copydesk.json'), JSON.stringify(access))
    putInPlace(making, folder)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(making, { recursive: true, force: true })
  }
}

/** On the disk before the folder gets its name: without it nobody can sign in any more. */
function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What servers left that were killed while they made it. */
function clearAbandoned(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const pid = Number(/\.making-(\d+)(\.password)?$/.exec(name)?.[1])
    if (pid && whoIs(pid) === 'gone') {
      rmSync(join(dirname(folder), name), { recursive: true, force: true })
    }
  }
}

/** When two servers made one at the same time, the first keeps the name. */
function putInPlace(making: string, folder: string): void {
  try {
    renameSync(making, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error
  }
}

async function runInitdb(
  folder: string,
  passwordFile: string,
  access: ClusterAccess,
  binaries: PostgresBinaries,
  user: PostgresUser,
): Promise<void> {
  const { file, args } = user.command(binaries.initdb, [
    `--pgdata=${folder}`,
    `--username=${access.user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Built in, so that the order of words does not depend on the machine's system library.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  const initdb = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [initdb.stdout, initdb.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject)
    initdb.once('close', resolve)
  })
  if (code !== 0) throw new PostgresNotStarted(`initdb ended with ${code}`, said)
}
