import type { Network } from '../../shared/ipc/rows.ts'

/** Which word of `deskWords` tells this state of the network. */
export function networkWord(state: Network['state']) {
  switch (state) {
    case 'online':
      return 'online'
    case 'connecting':
      return 'connecting'
    case 'signed-out':
      return 'signedOut'
    default:
      return 'offline'
  }
}
