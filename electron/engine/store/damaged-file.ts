/**
 * Where copies and damaged files of a store live, and the note that a salvage is under way. Every
 * step can be interrupted and is taken up again at the next start.
 *
 *     <folder>/store.db                 the store
 *     <folder>/copies/<time>.db         good copies, newest two
 *     <folder>/damaged/<time>/store.db  damaged files, kept for ever
 *     <folder>/salvage.json             a salvage is asked for, or under way
 *     <folder>/suspected                to be checked before it is opened
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const planSchema = z.object({
  /** Name of the folder below `damaged/`. */
  aside: z.string(),
  at: z.number(),
  step: z.enum(['moving', 'building']),
})
export type SalvagePlan = z.infer<typeof planSchema>

const parts = ['store.db-wal', 'store.db-shm', 'store.db'] as const

/** A moment as part of a file's name. */
export const nameOf = (at: number): string =>
  new Date(at).toISOString().replaceAll(':', '-').replace(/\..*$/, '')

/** The moment in the name of a copy. */
export const momentOf = (name: string): number =>
  Date.parse(`${name.slice(0, 10)}T${name.slice(11, 19).replaceAll('-', ':')}Z`)

/** The salvage that was asked for or interrupted, if any. */
export function salvagePlan(folder: string): SalvagePlan | null {
  const file = join(folder, 'salvage.json')
  if (!existsSync(file)) return null
  return planSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Notes, on disk, that this store must be salvaged before it is opened again. */
export function askForSalvage(folder: string, at: number): SalvagePlan {
  const known = salvagePlan(folder)
  if (known) return known
  return keepPlan(folder, { aside: nameOf(at), at, step: 'moving' })
}

const suspicion = (folder: string): string => join(folder, 'suspected')

/** SQLite called the file damaged while it was in use: the next start looks before it opens it. */
export const suspect = (folder: string): void => writeFileSync(suspicion(folder), '')

export const isSuspected = (folder: string): boolean => existsSync(suspicion(folder))

/** The file was checked and is whole, or is salvaged. */
export const suspectNoMore = (folder: string): void => rmSync(suspicion(folder), { force: true })

/** Moves the damaged file aside, as it is; it is never deleted. */
export function moveAside(folder: string, plan: SalvagePlan): SalvagePlan {
  const aside = join(folder, 'damaged', plan.aside)
  mkdirSync(aside, { recursive: true })
  for (const part of parts) {
    if (existsSync(join(folder, part))) renameSync(join(folder, part), join(aside, part))
  }
  return keepPlan(folder, { ...plan, step: 'building' })
}

export function salvageIsDone(folder: string): void {
  suspectNoMore(folder)
  rmSync(join(folder, 'salvage.json'), { force: true })
}

/** Good copies, newest first. */
export function copiesOf(folder: string): { file: string; at: number }[] {
  const copies = join(folder, 'copies')
  if (!existsSync(copies)) return []
  return readdirSync(copies)
    .filter((name) => name.endsWith('.db'))
    .map((name) => ({ file: join(copies, name), at: momentOf(name) }))
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => b.at - a.at)
}

function keepPlan(folder: string, plan: SalvagePlan): SalvagePlan {
  const file = join(folder, 'salvage.json')
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(plan))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
  return plan
}
