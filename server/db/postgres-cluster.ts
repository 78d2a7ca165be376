/**
 * The files of the bundled PostgreSQL: made once, whole or not at all.
 *
 *     DATA_DIR/postgres/              PostgreSQL's own data folder
 *     DATA_DIR/postgres/copydesk.json our user and its random password
 *     DATA_DIR/postgres.log           what PostgreSQL says
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
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

/** Makes the cluster unless it is there; returns how to sign in. */
export async function ensureCluster(
  folder: string,
  binaries: PostgresBinaries,
  user: PostgresUser,
): Promise<ClusterAccess> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await makeCluster(folder, binaries, user)
  return accessSchema.parse(JSON.parse(readFileSync(join(folder, 'copydesk.json'), 'utf8')))
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
    writeFileSync(join(making, 'copydesk.json'), JSON.stringify(access), { mode: 0o600 })
    putInPlace(making, folder)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(making, { recursive: true, force: true })
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
