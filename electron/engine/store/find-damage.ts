/** What SQLite finds wrong with a file; reads every page it looks at. */
import { DatabaseSync } from '@photostructure/sqlite'

/** Tables that hold what nobody else has. */
const dear = ['mark', 'command', 'log', 'snapshot', 'base', 'asset', 'story'] as const

/** Empty when the file is whole; `dear` looks at what nobody could bring back, and is quick. */
export function findDamage(file: string, what: 'dear' | 'all'): string[] {
  let db: InstanceType<typeof DatabaseSync> | null = null
  try {
    db = new DatabaseSync(file, { readOnly: true })
    const checks =
      what === 'all'
        ? ['pragma quick_check(20)']
        : dear.map((table) => `pragma quick_check("${table}")`)
    return checks.flatMap((check) => linesOf(db?.prepare(check).all() ?? []))
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    db?.close()
  }
}

const linesOf = (rows: readonly unknown[]): string[] =>
  (rows as { quick_check: string }[]).map((row) => row.quick_check).filter((line) => line !== 'ok')
