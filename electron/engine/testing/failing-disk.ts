/**
 * A disk of its own that the kernel itself turns read-only while files on it are open: ext4 in a
 * file, told that it found an error. Only root may do that, and not on every machine.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const diskSize = 64 * 1024 * 1024
/** `e2fsck` found something and mended it. */
const mended = 1

export interface FailingDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** From now on the kernel refuses every write to it, also to files that are open. */
  fail(): void
  /** What a person has done to it afterwards: nobody uses it, it is checked, it can be written. */
  repair(): void
}

/** The disk, as a file in this folder, or why this machine lets us have none. */
export function aFailingDisk(
  home: string,
  onEnd: (undo: () => void) => void,
): FailingDisk | { readonly none: string } {
  if (process.platform !== 'linux') return { none: 'only Linux has such a disk' }
  if (process.getuid?.() !== 0) return { none: 'only root may mount a disk' }
  // Whoever the engine runs as must get to it.
  chmodSync(home, 0o711)
  const image = join(home, 'disk.img')
  const folder = join(home, 'disk')
  mkdirSync(folder)
  writeFileSync(image, '')
  truncateSync(image, diskSize)
  const mount = () =>
    spawnSync('mount', ['-o', 'loop,errors=remount-ro', image, folder], { encoding: 'utf8' })
  const made = spawnSync('mkfs.ext4', ['-q', '-F', image], { encoding: 'utf8' })
  if (made.status !== 0) return { none: `mkfs.ext4: ${made.error?.message ?? made.stderr}` }
  const mounted = mount()
  if (mounted.status !== 0) return { none: `mount: ${mounted.error?.message ?? mounted.stderr}` }
  onEnd(() => void spawnSync('umount', ['-l', folder]))
  return {
    folder,
    fail: () => writeFileSync(join('/sys/fs/ext4', deviceOf(folder), 'trigger_fs_error'), 'test'),
    repair() {
      execFileSync('umount', [folder])
      const checked = spawnSync('e2fsck', ['-p', image], { encoding: 'utf8' })
      if ((checked.status ?? mended + 1) > mended) throw new Error(checked.stdout + checked.stderr)
      const again = mount()
      if (again.status !== 0) throw new Error(again.stderr)
    },
  }
}

function deviceOf(folder: string): string {
  const line = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .find((one) => one.split(' ')[1] === folder)
  if (!line) throw new Error(`nothing is mounted at ${folder}`)
  return basename(line.split(' ')[0] ?? '')
}
