import { describe, expect, it } from 'vitest'
import { completeLock, platformOf } from './complete-lock.ts'

describe('completing the lock file', () => {
  it('reads the platform from a package’s name', () => {
    expect(platformOf('@biomejs/cli-darwin-arm64')).toEqual({ os: ['darwin'], cpu: ['arm64'] })
    expect(platformOf('@oxc-parser/binding-linux-x64-musl')).toEqual({
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    })
    expect(platformOf('fsevents')).toBeUndefined()
  })

  it('adds what is missing for other platforms, and only that', () => {
    const lock = {
      packages: {
        'node_modules/tool': {
          dev: true,
          optionalDependencies: { 'tool-linux-x64': '1.2.3', 'tool-darwin-x64': '1.2.3' },
        },
        'node_modules/tool-linux-x64': { version: '1.2.3' },
      },
    }
    const once = completeLock(lock)
    expect(once.added).toEqual(['tool-darwin-x64@1.2.3'])
    expect(once.lock.packages['node_modules/tool-darwin-x64']).toEqual({
      version: '1.2.3',
      os: ['darwin'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    })
    expect(completeLock(once.lock).added).toEqual([])
  })

  it('refuses to guess a version', () => {
    const lock = {
      packages: { 'node_modules/a': { optionalDependencies: { 'a-win32-x64': '^1.0.0' } } },
    }
    expect(() => completeLock(lock)).toThrow('not one version')
  })
})
