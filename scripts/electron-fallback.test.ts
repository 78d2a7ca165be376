import { describe, expect, it } from 'vitest'
import { fallbackFileName } from './electron-fallback.ts'

describe('the fallback runtime', () => {
  it('keeps the stock Electron and nothing of the app it travelled with', () => {
    expect(fallbackFileName('Cypress/Cypress')).toBe('electron')
    expect(fallbackFileName('Cypress/locales/ar.pak')).toBe('locales/ar.pak')
    expect(fallbackFileName('Cypress/resources/app/index.js')).toBeUndefined()
    expect(fallbackFileName('Cypress/resources/app-update.yml')).toBeUndefined()
    expect(fallbackFileName('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
    expect(fallbackFileName('elsewhere/file')).toBeUndefined()
  })
})
