import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../engine/testing/a-store.ts'
import { openSettings } from './settings.ts'

const place = { x: 1, y: 2, width: 900, height: 700, maximized: false, story: null }

describe('settings', () => {
  it('are kept for the next start, with the places of windows', () => {
    const folder = join(aFolder(), 'not', 'there', 'yet')
    const before = openSettings(folder)
    expect(before.get().language).toBe('en')
    before.change({ language: 'ar' })
    before.keepPlaces([place])
    const after = openSettings(folder)
    expect(after.get().language).toBe('ar')
    expect(after.places()).toEqual([place])
    expect(after.change({ theme: 'dark' })).toMatchObject({ language: 'ar', theme: 'dark' })
    expect(openSettings(folder).places()).toEqual([place])
  })

  it('count as not set where the file is no JSON, or a value does not fit', () => {
    const folder = aFolder()
    const file = join(folder, 'settings.json')
    writeFileSync(file, '{"settings": {"language": "ar"')
    expect(openSettings(folder).get().language).toBe('en')
    writeFileSync(file, JSON.stringify({ settings: { language: 'ar', theme: 7 }, places: 'here' }))
    const settings = openSettings(folder)
    expect(settings.get()).toMatchObject({ language: 'ar', theme: 'system' })
    expect(settings.places()).toEqual([])
    settings.change({ listWidth: 333 })
    expect(JSON.parse(readFileSync(file, 'utf8')).settings.listWidth).toBe(333)
  })
})
