/**
 * A real OpenStack Swift with its S3 interface: proxy, account, container and object server on a
 * ring of one, in a scratch folder, on loopback. A fake S3 would prove nothing: one accepted a wrong
 * secret.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { S3Config } from '../media/s3-config.ts'
import { s3Requests } from '../media/s3-request.ts'

/** Debian packages that bring it. */
export const swiftPackages = [
  'swift',
  'swift-proxy',
  'swift-account',
  'swift-container',
  'swift-object',
  'memcached',
] as const

const ringBuilder = '/usr/bin/swift-ring-builder'
const programs = ['swift-proxy-server', 'swift-object-server', 'swift-ring-builder', 'memcached']

/** Null: Swift can run here; otherwise why not. */
export function whyNoSwift(): string | null {
  const missing = programs.filter((name) => !existsSync(`/usr/bin/${name}`))
  if (missing.length === 0) return null
  return `Swift is not installed here (apt-get install ${swiftPackages.join(' ')})`
}

export interface Swift {
  /** Configuration of a bucket that exists. */
  readonly config: S3Config
  /** What its servers have said. */
  said(): string
  stop(): Promise<void>
}

const secret = 'a-secret-of-this-run'
const patience_ms = 180_000

/** Starts Swift below `parent` (xattrs needed, which every usual file system has). */
export async function aSwift(parent = tmpdir()): Promise<Swift> {
  const folder = mkdtempSync(join(parent, 'copydesk-swift-'))
  const [proxy, account, container, object, memcached] = await freePorts(5)
  const ports = { proxy, account, container, object, memcached } as Ports
  const said: string[] = []
  const running: ChildProcess[] = []
  const run = (program: string, ...args: string[]) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    }
    running.push(child)
  }
  async function stop() {
    await Promise.all(running.map(ended))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    writeSettings(folder, ports)
    const memory = ['-l', '127.0.0.1', '-p', String(ports.memcached), '-U', '0']
    run('memcached', ...memory, '-u', userInfo().username)
    for (const part of parts) run(`swift-${part}-server`, join(folder, `${part}.conf`))
    run('swift-proxy-server', join(folder, 'proxy.conf'))
    const config: S3Config = {
      endpoint: `http://127.0.0.1:${ports.proxy}`,
      region: 'us-east-1',
      bucket: 'pictures',
      accessKey: 'paper:desk',
      secretKey: secret,
      pathStyle: true,
    }
    await createBucket(config, () => said.join(''))
    return { config, said: () => said.join(''), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const parts = ['account', 'container', 'object'] as const
type Ports = Readonly<Record<(typeof parts)[number] | 'proxy' | 'memcached', number>>

function writeSettings(folder: string, ports: Ports): void {
  const common = (port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${join(folder, 'node')}
mount_check = false
disable_fallocate = true
workers = 0
`
  mkdirSync(join(folder, 'node', 'disk'), { recursive: true })
  const hashes = 'swift_hash_path_prefix = copy\nswift_hash_path_suffix = desk\n'
  writeFileSync(join(folder, 'swift.conf'), `[swift-hash]\n${hashes}`)
  for (const part of parts) {
    const ring = (...args: string[]) =>
      execFileSync(ringBuilder, [join(folder, `${part}.builder`), ...args])
    ring('create', '4', '1', '1')
    ring('add', `r1z1-127.0.0.1:${ports[part]}/disk`, '1')
    ring('rebalance')
    const name = `${part}-server`
    const app = `[pipeline:main]\npipeline = ${name}\n[app:${name}]\nuse = egg:swift#${part}\n`
    writeFileSync(join(folder, `${part}.conf`), `${common(ports[part])}${app}`)
  }
  writeFileSync(
    join(folder, 'proxy.conf'),
    `${common(ports.proxy)}[pipeline:main]
pipeline = catch_errors cache s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${ports.memcached}
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_paper_desk = ${secret} .admin
[filter:slo]
use = egg:swift#slo
`,
  )
}

async function createBucket(config: S3Config, said: () => string): Promise<void> {
  const patience = { tries: 1, firstPause: 0, longestPause: 0, answer: 5000 }
  const send = s3Requests(config, patience)
  const deadline = Date.now() + patience_ms
  for (;;) {
    try {
      const response = await send({ method: 'PUT' })
      await response.text()
      if (response.ok) return
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`Swift did not start:\n${said()}`, { cause: error })
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function freePorts(count: number): Promise<number[]> {
  const held = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    held.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => {
            const address = server.address()
            resolve(typeof address === 'object' && address ? address.port : 0)
          })
        }),
    ),
  )
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(hard)
}
