/**
 * A disk that takes nothing more from a process that has its files open, as an ordinary user can
 * make one: the kernel refuses its writes (a limit on file sizes), and a folder may be closed too.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import type { EngineProcess } from './engine-process.ts'
import { storeFileIn } from './faulty-disk.ts'

export const canRefuse = spawnSync('prlimit', ['--version']).status === 0

type Writer = Pick<EngineProcess, 'pid' | 'folder' | 'user'>

/** Only the soft limit: whoever lowered it may raise it again. */
const limitWrites = ({ pid, user }: Writer, bytes: '0' | 'unlimited'): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], user)

/** From now on every write of that process fails; the answer ends it. */
export function refuseWrites(writer: Writer): () => void {
  limitWrites(writer, '0')
  return () => limitWrites(writer, 'unlimited')
}

/** The same, and nothing may be written in the store's folder any more. */
export function makeReadOnly(writer: Writer): () => void {
  const store = storeFileIn(writer.folder)
  limitWrites(writer, '0')
  chmodSync(store, 0o444)
  chmodSync(dirname(store), 0o555)
  return () => {
    chmodSync(dirname(store), 0o755)
    chmodSync(store, 0o644)
    limitWrites(writer, 'unlimited')
  }
}
