import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

const workerUrl =
  /new URL\(\s*(['"])(?:\.{1,2}\/)+(?:[\w.-]+\/)*([\w-]+)\.worker\.ts\1\s*,\s*import\.meta\.url\s*\)/g

/** Every `*.worker.ts` under a folder, as build entries named `NAME.worker`. */
export function workerEntries(folder: string): Record<string, string> {
  const entries: Record<string, string> = {}
  if (!existsSync(folder)) return entries
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.worker.ts')) entries[basename(file, '.ts')] = join(folder, file)
  }
  return entries
}

/** Points `new URL('./x.worker.ts', import.meta.url)` at the built worker beside the bundle. */
export function rewriteWorkerUrls(code: string, extension: string): string {
  return code.replace(workerUrl, (_all, quote: string, name: string) => {
    return `new URL(${quote}./${name}.worker.${extension}${quote}, import.meta.url)`
  })
}

/**
 * Lets one spelling work unbuilt (tests run the .ts file) and built: sources write
 * `new Worker(new URL('./x.worker.ts', import.meta.url))`.
 */
export function workerUrls(extensions: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'copydesk:worker-urls',
    enforce: 'pre',
    transform(code) {
      const extension = extensions[this.environment.name]
      if (!extension || !code.includes('.worker.ts')) return null
      return { code: rewriteWorkerUrls(code, extension), map: null }
    },
  }
}
