/**
 * The server's bundle as it was when this process first asked: a proof of many minutes restarts
 * servers again and again, and a build beside it must neither pull the file away nor swap it.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/project.ts'

let folder: string | undefined

/** Path of the copy's main file. It lies below the checkout, where its packages are found. */
export function serverBundle(): string {
  folder ??= copied()
  return join(folder, 'main.js')
}

function copied(): string {
  const copy = mkdtempSync(join(root, 'out', 'server-copy-'))
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
  cpSync(join(root, 'out', 'server'), copy, { recursive: true })
  return copy
}
