import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSecretKeeper, type Vault } from './secret-keeper.ts'

type Backend = ReturnType<Vault['getSelectedStorageBackend']>

/** A keyring that turns every bit around. */
const aVault = (backend: Backend = 'gnome_libsecret', available = true): Vault => ({
  isEncryptionAvailable: () => available,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(text).map((byte) => byte ^ 0xff) as Buffer,
  decryptString: (bytes) => {
    const text = Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString('utf8')
    if (!text.startsWith('{')) throw new Error('another key')
    return text
  },
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const secret = '{"token":"very secret"}'

describe('the keeper of the sign-in', () => {
  it('keeps it encrypted over runs and forgets it when told to', () => {
    const folder = aFolder()
    const keeper = openSecretKeeper(folder, aVault())
    expect(keeper.get()).toBeNull()
    keeper.keep(secret)
    expect(readFileSync(join(folder, 'sign-in.bin'), 'utf8')).not.toContain('secret')
    expect(openSecretKeeper(folder, aVault()).get()).toBe(secret)
    keeper.keep(null)
    expect(openSecretKeeper(folder, aVault()).get()).toBeNull()
  })

  it('[DSK1] writes nothing where there is no keyring, and says that it lasts for this run', () => {
    for (const vault of [aVault('basic_text'), aVault('gnome_libsecret', false)]) {
      const folder = aFolder()
      const keeper = openSecretKeeper(folder, vault, 'linux')
      expect(keeper.lasts).toBe(false)
      keeper.keep(secret)
      expect(keeper.get()).toBe(secret)
      expect(existsSync(join(folder, 'sign-in.bin'))).toBe(false)
      expect(openSecretKeeper(folder, vault, 'linux').get()).toBeNull()
    }
  })

  it('asks for a new sign-in when the file is of another keyring or damaged', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'sign-in.bin'), 'garbage')
    expect(openSecretKeeper(folder, aVault()).get()).toBeNull()
  })
})
