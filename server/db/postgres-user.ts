/**
 * Who runs the bundled PostgreSQL. It refuses to be root, so root lends it another user; and root's
 * folders are often closed to others (`/root` is 0700), so that user gets the one capability that
 * lets it pass through them, and nothing else.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { NewsroomError } from '../../shared/model/errors.ts'

export interface PostgresUser {
  /** Owner of the database's files; null when it is simply us. */
  readonly owner: { readonly uid: number; readonly gid: number } | null
  /** The command that runs `file` as that user. */
  command(file: string, args: readonly string[]): { file: string; args: string[] }
}

/** Root cannot run PostgreSQL here. */
export class NoPostgresUser extends NewsroomError {
  readonly code = 'no-postgres-user'
  readonly retry = 'never'
  override readonly remedy: string
  constructor(why: string, remedy: string) {
    super(why)
    this.remedy = remedy
  }
}

/** The user to run PostgreSQL as, able to reach every one of `paths`. */
export function postgresUser(paths: readonly string[]): PostgresUser {
  if (process.getuid?.() !== 0) {
    return { owner: null, command: (file, args) => ({ file, args: [...args] }) }
  }
  const owner = findUser() ?? createdUser() ?? findUser(['nobody'])
  if (!owner) {
    throw new NoPostgresUser('No user to run PostgreSQL as', 'Run `useradd --system copydesk`.')
  }
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  const lent = paths.every(canBeReachedByAll) ? [] : passage(paths)
  return {
    owner,
    command: (file, args) => ({ file: 'setpriv', args: [...identity, ...lent, file, ...args] }),
  }
}

function findUser(names: readonly string[] = ['postgres', 'copydesk']) {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of names) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

function createdUser() {
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'copydesk'],
    { stdio: 'ignore' },
  )
  return made.status === 0 ? findUser(['copydesk']) : null
}

/** True when every folder on the way can be passed through by anybody. */
function canBeReachedByAll(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  const open = !stat?.isDirectory() || (stat.mode & 0o001) !== 0
  return open && (dirname(path) === path || canBeReachedByAll(dirname(path)))
}

/** Capability numbers in `CapEff` of /proc/self/status; the weaker one first. */
const capabilities = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
] as const

function passage(paths: readonly string[]): string[] {
  const ours = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  const held = BigInt(`0x${ours ?? '0'}`)
  const lent = capabilities.find(({ bit }) => (held >> bit) & 1n)
  if (!lent) {
    throw new NoPostgresUser(
      `PostgreSQL's user cannot enter ${paths.join(' or ')}`,
      'Set DATA_DIR to a folder below /var/lib, or run the server as an ordinary user.',
    )
  }
  return [`--inh-caps=+${lent.name}`, `--ambient-caps=+${lent.name}`]
}
