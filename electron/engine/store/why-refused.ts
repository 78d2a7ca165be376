/**
 * Asks the disk itself why it took nothing. SQLite has one code for a disk that fails, for a used-up
 * quota and for a folder that may no longer be written to; what helps is different for each.
 */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** The smallest piece that every disk gives room for by itself. */
const piece = Buffer.alloc(4096)

/** What goes wrong when something is written beside the store; null when that goes well. */
export function whyRefused(file: string): unknown {
  const probe = join(dirname(file), 'write.probe')
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK)
    writeThrough(probe)
    return null
  } catch (error) {
    return error
  } finally {
    takeAway(probe)
  }
}

function writeThrough(path: string): void {
  const handle = openSync(path, 'w', 0o600)
  try {
    writeSync(handle, piece)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What was never made need not go; where nothing may be written, nothing was. */
function takeAway(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The next look writes over it.
  }
}
