import type { Network } from '../../shared/ipc/rows.ts'
import { Calm } from './calm.ts'
import { engine } from './engine.ts'
import { keepAsking, LiveValue, useLiveValue } from './live-value.ts'

const network = new LiveValue<Network>()

/** While the network is up, work passes through the outbox in a blink; only what stays is shown. */
const calm = new Calm<Network>(
  {
    same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    mayWait: (shown, next) =>
      shown.state === next.state && shown.problem === next.problem && shown.saving === next.saving,
    rest: 1000,
  },
  network.set,
)

/** Starts following the network; called once by the window's entry. */
export function followNetwork(): void {
  engine.on('network:changed', calm.hear)
  keepAsking({ set: calm.hear }, () => engine.call('network:state', {}))
}

/** State of the network and of what waits for it; null until the engine has said. */
export const useNetwork = (): Network | null => useLiveValue(network)

/** Server clock minus this clock, in milliseconds. */
export const clockOffset = (): number => network.get()?.clockOffset ?? 0

/** Off by so much, a clock misleads: the newsroom's counts instead. */
const misleading_ms = 120_000

/** The offset of a clock that is set wrong; null for one that is right within a minute or two. */
export function wrongBy(): number | null {
  const offset = clockOffset()
  return Math.abs(offset) > misleading_ms ? offset : null
}

/** The person's own switch. */
export const workOffline = async (offline: boolean): Promise<void> =>
  calm.hear(await engine.call('network:work-offline', { offline }))

/** The person's own switch for networks where every byte costs. */
export const saveData = async (save: boolean): Promise<void> =>
  calm.hear(await engine.call('network:save-data', { save }))

/** The pictures that wait leave now, although data is saved. */
export const sendPictures = async (): Promise<void> =>
  calm.hear(await engine.call('network:send-pictures', {}))

/** Whether the person has chosen to work offline. */
export const isOfflineByChoice = (): boolean => network.get()?.state === 'offline-by-choice'
