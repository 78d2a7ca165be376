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

function stageOf(
  stages: Stages,
  path: string,
): { top: string; folder: string; stage: number } | undefined {
  for (const [top, order] of Object.entries(stages)) {
    if (!path.startsWith(`${top}/`)) continue
    const folder = path.slice(top.length + 1).split('/')
    if (folder.length < 2) return undefined
    const name = folder[0] ?? ''
    return { top, folder: name, stage: order.findIndex((names) => names.includes(name)) }
  }
  return undefined
}

/** Imports that run against the order, and folders that have no place in it yet. */
export function stageProblems(stages: Stages, files: readonly SourceFile[]): string[] {
  const problems = new Set<string>()
  for (const file of files) {
    const from = stageOf(stages, file.path)
    if (!from || isTest(file.path)) continue
    if (from.stage < 0) {
      problems.add(`${from.top}/${from.folder} has no stage: give it one in scripts/stages.ts`)
      continue
    }
    for (const imported of importsOf(file)) {
      const to = stageOf(stages, imported)
      if (!to || to.top !== from.top || to.stage <= from.stage) continue
      problems.add(`${file.path} imports ${imported}: ${to.folder} comes after ${from.folder}`)
    }
  }
  return [...problems]
}
