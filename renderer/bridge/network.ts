import type { Network } from '../../shared/ipc/rows.ts'
import { engine } from './engine.ts'
import { keepAsking, LiveValue, useLiveValue } from './live-value.ts'

const network = new LiveValue<Network>()

/** Starts following the network; called once by the window's entry. */
export function followNetwork(): void {
  engine.on('network:changed', network.set)
  keepAsking(network, () => engine.call('network:state', {}))
}

/** State of the network and of what waits for it; null until the engine has said. */
export const useNetwork = (): Network | null => useLiveValue(network)

/** Server clock minus this clock, in milliseconds. */
export const clockOffset = (): number => network.get()?.clockOffset ?? 0

/** The person's own switch. */
export const workOffline = async (offline: boolean): Promise<void> =>
  network.set(await engine.call('network:work-offline', { offline }))

/** Whether the person has chosen to work offline. */
export const isOfflineByChoice = (): boolean => network.get()?.state === 'offline-by-choice'
