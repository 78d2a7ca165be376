import { describe, expect, it } from 'vitest'
import { importsOf, stageProblems } from './check-stages.ts'

const stages = { 'electron/engine': [['store'], ['media', 'checks'], ['sync']] }
const file = (path: string, text: string) => ({ path, text })

describe('the order of stages', () => {
  it('reads imports over several lines, re-exports and type imports', () => {
    const text = `import a from './a.ts'\nimport {\n  b,\n  c,\n} from '../b.ts'\nexport { d } from './d.ts'
import type { E } from './e.ts'\nimport fs from 'node:fs'\nimport './f.css'`
    expect(importsOf(file('x/y/z.ts', text))).toEqual([
      'x/y/a.ts',
      'x/b.ts',
      'x/y/d.ts',
      'x/y/e.ts',
      'x/y/f.css',
    ])
  })

  it('lets a later stage import an earlier one and refuses the reverse', () => {
    const down = file('electron/engine/sync/a.ts', `import { l } from '../store/log.ts'`)
    const up = file('electron/engine/store/log.ts', `import { a } from '../sync/a.ts'`)
    expect(stageProblems(stages, [down])).toEqual([])
    expect(stageProblems(stages, [up])).toEqual([
      'electron/engine/store/log.ts imports electron/engine/sync/a.ts: sync comes after store',
    ])
  })

  it('lets the composition root and tests import anything, and asks for a place of a new folder', () => {
    const root = file('electron/engine/main.ts', `import { a } from './sync/a.ts'`)
    const test = file('electron/engine/store/log.test.ts', `import { a } from '../sync/a.ts'`)
    expect(stageProblems(stages, [root, test])).toEqual([])
    expect(stageProblems(stages, [file('electron/engine/new/a.ts', '')])).toEqual([
      'electron/engine/new has no stage: give it one in scripts/stages.ts',
    ])
  })

  it('keeps the order inside a stage that has stages of its own', () => {
    const nested = { ...stages, 'electron/engine/sync': [['line'], ['text']] }
    const up = file('electron/engine/sync/line/a.ts', `import { b } from '../text/b.ts'`)
    const out = file('electron/engine/store/log.ts', `import { a } from '../sync/line/a.ts'`)
    expect(stageProblems(nested, [up, out])).toEqual([
      'electron/engine/store/log.ts imports electron/engine/sync/line/a.ts: sync comes after store',
      'electron/engine/sync/line/a.ts imports electron/engine/sync/text/b.ts: text comes after line',
    ])
  })
})
