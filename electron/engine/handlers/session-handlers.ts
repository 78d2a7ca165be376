import { type Network, nothingLeft } from '../../../shared/ipc/rows.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Session } from '../session.ts'

type SessionCalls = Pick<
  EngineHandlers,
  | 'session:state'
  | 'session:sign-in'
  | 'session:sign-out'
  | 'network:state'
  | 'network:work-offline'
  | 'network:save-data'
  | 'network:send-pictures'
>

const nobody: Network = {
  state: 'signed-out',
  waitingUpdates: 0,
  waitingCommands: 0,
  waitingPictures: 0,
  oldest: null,
  clockOffset: 0,
  problem: null,
  portal: false,
  left: nothingLeft,
  saving: 'no',
  setAside: 0,
}

/** Signing in and out, and the line to the server. */
export function sessionHandlers(session: Session): SessionCalls {
  const network = (): Network => session.current?.network() ?? nobody
  return {
    'session:state': () => session.state(),
    async 'session:sign-in'({ server, email, password }) {
      const state = await session.signIn(server, email, password)
      // Who signs in by hand wants to be in touch, whatever the switch said before.
      session.desk().sync.workOffline(false)
      return state
    },
    'session:sign-out': () => session.signOut(),
    'network:state': network,
    'network:work-offline': ({ offline }) => {
      session.desk().sync.workOffline(offline)
      return network()
    },
    'network:save-data': ({ save }) => {
      session.desk().sync.saveData(save)
      return network()
    },
    'network:send-pictures': () => {
      session.desk().sync.sendPictures()
      return network()
    },
  }
}
