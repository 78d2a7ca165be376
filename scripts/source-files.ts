import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

export type SourceFile = { readonly path: string; readonly text: string }

const folders = ['electron', 'renderer', 'shared', 'server', 'e2e', 'bench', 'scripts']

/** Every source file of ours with one of the endings, its path in slashes from the root. */
export function sourceFiles(
  root: string,
  endings: RegExp = /\.(tsx?|c?js|css|html)$/,
): SourceFile[] {
  const found: SourceFile[] = []
  for (const folder of folders) {
    let names: string[]
    try {
      names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    } catch {
      continue
    }
    for (const name of names.sort()) {
      if (!endings.test(name)) continue
      const path = join(folder, name)
      found.push({ path: path.split(sep).join('/'), text: readFileSync(join(root, path), 'utf8') })
    }
  }
  return found
}

export const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path)
