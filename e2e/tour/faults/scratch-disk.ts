/** A small disk of its own for a desk, where this machine lets us make one. */
import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
