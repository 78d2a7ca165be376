import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../engine/testing/a-store.ts'
import { type Kept, openSettings } from './settings.ts'

const place = { x: 1, y: 2, width: 900, height: 700, maximized: false, story: null }

/** As electron-store does it, which needs an Electron around it: `e2e/desk-windows.spec.ts`. */
async function writer(folder: string) {
  const file = join(folder, 'settings.json')
  return {
    set(change: Kept) {
      mkdirSync(folder, { recursive: true })
      const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
      writeFileSync(file, JSON.stringify({ ...before, ...change }))
    },
  }
}

describe('settings', () => {
  it('are kept for the next start, with the places of windows', async () => {
    const folder = join(aFolder(), 'not', 'there', 'yet')
    const before = openSettings(folder, writer)
    expect(before.get().language).toBe('en')
    before.change({ language: 'ar' })
    await before.warm()
    before.keepPlaces([place])
    const after = openSettings(folder, writer)
    expect(after.get().language).toBe('ar')
    expect(after.places()).toEqual([place])
    expect(after.change({ theme: 'dark' })).toMatchObject({ language: 'ar', theme: 'dark' })
    await after.warm()
    expect(openSettings(folder, writer).get()).toMatchObject({ language: 'ar', theme: 'dark' })
    expect(openSettings(folder, writer).places()).toEqual([place])
  })

  it('are tried again with the next change when the writer could not be loaded', async () => {
    const folder = aFolder()
    let failed = 0
    const failsOnce = (where: string) => {
      failed += 1
      return failed === 1 ? Promise.reject(new Error('no room')) : writer(where)
    }
    const settings = openSettings(folder, failsOnce)
    settings.change({ language: 'es' })
    await settings.warm()
    settings.change({ theme: 'dark' })
    await settings.warm()
    expect(openSettings(folder, writer).get()).toMatchObject({ language: 'es', theme: 'dark' })
  })

  it('count as not set where the file is no JSON, or a value does not fit', () => {
    const folder = aFolder()
    const file = join(folder, 'settings.json')
    writeFileSync(file, '{"settings": {"language": "ar"')
    expect(openSettings(folder, writer).get().language).toBe('en')
    writeFileSync(file, JSON.stringify({ settings: { language: 'ar', theme: 7 }, places: 'here' }))
    const settings = openSettings(folder, writer)
    expect(settings.get()).toMatchObject({ language: 'ar', theme: 'system' })
    expect(settings.places()).toEqual([])
  })
})
