/** A small disk of its own for a desk, where this machine lets us make one. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type OnEnd, scratchFolder } from '../../support/on-end.ts'

export interface ScratchDisk {
  readonly folder: string
  /** Leaves no byte free. */
  fill(): void
  empty(): void
  readOnly(yes: boolean): void
}

/** Null when we may not mount here. */
export function aScratchDisk(onEnd: OnEnd, megabytes: number): ScratchDisk | null {
  const folder = scratchFolder(onEnd, 'disk')
  const mount = (...options: string[]) =>
    execFileSync('mount', [...options, folder], { stdio: 'pipe' })
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs')
  } catch {
    return null
  }
  onEnd(() => {
    execFileSync('umount', ['-l', folder])
  })
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    empty: () => rmSync(ballast, { force: true }),
    readOnly: (yes) => void mount('-o', `remount,${yes ? 'ro' : 'rw'}`),
  }
}

/** A disk that the kernel itself turns read-only while files on it are open. Null where we may not. */
export function aFailingDisk(onEnd: OnEnd): { readonly folder: string; fail(): void } | null {
  const home = scratchFolder(onEnd, 'failing-disk')
  const image = join(home, 'disk.img')
  const folder = join(home, 'disk')
  mkdirSync(folder)
  writeFileSync(image, '')
  truncateSync(image, 64 * 1024 * 1024)
  try {
    execFileSync('mkfs.ext4', ['-q', '-F', image], { stdio: 'pipe' })
    execFileSync('mount', ['-o', 'loop,errors=remount-ro', image, folder], { stdio: 'pipe' })
  } catch {
    return null
  }
  onEnd(() => {
    execFileSync('umount', ['-l', folder])
  })
  const device = () => {
    const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
    const line = mounts.find((one) => one.split(' ')[1] === folder)
    return basename(line?.split(' ')[0] ?? '')
  }
  return {
    folder,
    fail: () => writeFileSync(join('/sys/fs/ext4', device(), 'trigger_fs_error'), 'test'),
  }
}
