/**
 * Keeps the engine's sign-in between runs, encrypted with the system's keyring.
 *
 * DSK1  The secret never lies on disk in plain form. Without a keyring (Chromium then offers only a
 *      fixed, public key) it is kept for this run alone, and the engine is told.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'

export interface SecretKeeper {
  /** False when the secret lasts for this run only. */
  readonly lasts: boolean
  get(): string | null
  keep(secret: string | null): void
}

/** The system's keyring, as Electron offers it. */
export type Vault = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>

function hasKeyring(vault: Vault, platform: NodeJS.Platform): boolean {
  if (!vault.isEncryptionAvailable()) return false
  return platform !== 'linux' || vault.getSelectedStorageBackend() !== 'basic_text'
}

function read(file: string, vault: Vault): string | null {
  try {
    return vault.decryptString(readFileSync(file))
  } catch {
    // Not there yet, or written under another keyring: the person signs in again.
    return null
  }
}

/** To be called once the app is ready. */
export function openSecretKeeper(
  folder: string,
  vault: Vault,
  platform: NodeJS.Platform = process.platform,
): SecretKeeper {
  const file = join(folder, 'sign-in.bin')
  const lasts = hasKeyring(vault, platform)
  let secret = lasts ? read(file, vault) : null
  return {
    lasts,
    get: () => secret,
    keep(next) {
      secret = next
      if (!lasts) return
      if (next === null) return rmSync(file, { force: true })
      writeFileSync(`${file}.new`, vault.encryptString(next), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
