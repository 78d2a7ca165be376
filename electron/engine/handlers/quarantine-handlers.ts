import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'

type QuarantineCalls = Pick<EngineHandlers, 'quarantine:list' | 'quarantine:settle'>

/** Text that its story did not take, as the server keeps it; needs a line. */
export function quarantineHandlers(desk: () => Desk): QuarantineCalls {
  return {
    'quarantine:list': async () => ({ texts: [...(await desk().sync.quarantine.list())] }),
    async 'quarantine:settle'({ id, how }) {
      const { quarantine } = desk().sync
      return { texts: [...(await quarantine.settle(id, how))] }
    },
  }
}
