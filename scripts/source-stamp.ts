import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the bundles are made of. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'server',
  'resources',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
]

function* filesBelow(root: string, path: string): Generator<string> {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (!statSync(full).isDirectory()) {
    yield path
    return
  }
  for (const name of readdirSync(full).sort()) yield* filesBelow(root, `${path}/${name}`)
}

/** A hash of every source file's name and content; the same stamp means the same bundles. */
export function sourceStamp(root: string, paths: readonly string[] = sources): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesBelow(root, path)) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}
