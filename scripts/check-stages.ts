/**
 * Inside a top folder a later stage may import an earlier one, never the reverse. Biome checks the
 * arrows between top folders and runtime cycles; the order of stages is checked here.
 */
import { posix } from 'node:path'
import { isTest, type SourceFile } from './source-files.ts'

/** Stages of a folder in order; folders of one stage stand side by side. */
export type Stages = Readonly<Record<string, readonly (readonly string[])[]>>

const importOf =
  /(?:^|\n)\s*(?:import|export)\b[^'"\n]*(?:\{[^}]*\}[^'"\n]*)?['"](\.{1,2}\/[^'"]+)['"]/g

/** Relative imports of a file, as paths from the root. */
export function importsOf(file: SourceFile): string[] {
  const folder = posix.dirname(file.path)
  return [...file.text.matchAll(importOf)].map((match) => posix.join(folder, match[1] ?? ''))
}

interface Place {
  readonly folder: string
  readonly stage: number
}

/** Where a file stands among the stages of a folder; undefined outside of it and at its root. */
function placeIn(top: string, order: Stages[string], path: string): Place | undefined {
  if (!path.startsWith(`${top}/`)) return undefined
  const [folder = '', ...rest] = path.slice(top.length + 1).split('/')
  if (rest.length === 0) return undefined
  return { folder, stage: order.findIndex((names) => names.includes(folder)) }
}

/** Imports that run against the order, and folders that have no place in it yet. */
export function stageProblems(stages: Stages, files: readonly SourceFile[]): string[] {
  const problems = new Set<string>()
  const code = files.filter(({ path }) => !isTest(path))
  for (const [top, order] of Object.entries(stages)) {
    for (const file of code) {
      const from = placeIn(top, order, file.path)
      if (!from) continue
      for (const problem of problemsOf(top, order, from, file)) problems.add(problem)
    }
  }
  return [...problems]
}

function problemsOf(top: string, order: Stages[string], from: Place, file: SourceFile): string[] {
  if (from.stage < 0) {
    return [`${top}/${from.folder} has no stage: give it one in scripts/stages.ts`]
  }
  return importsOf(file).flatMap((imported) => {
    const to = placeIn(top, order, imported)
    if (!to || to.stage <= from.stage) return []
    return [`${file.path} imports ${imported}: ${to.folder} comes after ${from.folder}`]
  })
}
