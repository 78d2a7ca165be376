import { type Settings, settingsSchema } from '../../shared/ipc/main-contract.ts'
import { LiveValue, useLiveValue } from './live-value.ts'
import { main } from './main-process.ts'

const settings = new LiveValue<Settings>()
const defaults = settingsSchema.parse({})

/** Reads the settings and follows them across windows; called once by the window's entry. */
export async function followSettings(): Promise<Settings> {
  main.onSettings(settings.set)
  const first = await main.call('settings:get', {})
  settings.set(first)
  return first
}

/** This person's preferences on this device. */
export const useSettings = (): Settings => useLiveValue(settings) ?? defaults

/** The preferences now, outside React. */
export const currentSettings = (): Settings => settings.get() ?? defaults

/** Shows the change at once and keeps it. */
export function changeSettings(change: Partial<Settings>): void {
  settings.set({ ...currentSettings(), ...change })
  void main.call('settings:set', { change })
}
