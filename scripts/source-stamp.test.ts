import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceStamp } from './source-stamp.ts'

describe('the stamp of the sources', () => {
  let folder: string
  const stamp = () => sourceStamp(folder, ['shared', 'server', 'vite.config.ts'])
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copydesk-stamp-'))
    mkdirSync(join(folder, 'shared/model'), { recursive: true })
    writeFileSync(join(folder, 'shared/model/story.ts'), 'export const a = 1')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('stays when nothing that is bundled changes', () => {
    const before = stamp()
    writeFileSync(join(folder, 'shared/model/story.ts'), 'export const a = 1')
    writeFileSync(join(folder, 'shared/model/story.test.ts'), 'a new test')
    expect(stamp()).toBe(before)
  })

  it('changes with a file’s content and with its name', () => {
    const before = stamp()
    writeFileSync(join(folder, 'shared/model/story.ts'), 'export const a = 2')
    const edited = stamp()
    writeFileSync(join(folder, 'vite.config.ts'), '')
    expect(new Set([before, edited, stamp()]).size).toBe(3)
  })
})
