/** The engine's door to Electron: the only file here that knows its parent port. */
import type { MessagePortMain } from 'electron'
import type { Transport } from './answer-port.ts'
import { createEngine, type Engine } from './engine.ts'
import { type FromEngine, type ToEngine, toEngineSchema } from './parent-contract.ts'

const { parentPort } = process

function transportOf(port: MessagePortMain): Transport {
  port.start()
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
  }
}

const tellMain = (message: FromEngine): void => parentPort.postMessage(message)

/** Exit code that names the reason in main's log. */
const damagedStore = 70

let engine: Engine | null = null

async function hear(message: ToEngine, ports: readonly MessagePortMain[]): Promise<void> {
  if (message.kind === 'start') {
    engine = createEngine({
      ...message,
      clock: Date.now,
      onSecret: (secret) => tellMain({ kind: 'secret', secret }),
      onShelf: (folder) => tellMain({ kind: 'shelf', folder }),
      // Main starts another engine at once, which salvages first; windows send again what they have.
      onDamaged: () => process.exit(damagedStore),
    })
    return
  }
  if (!engine) throw new Error('main spoke before it said start')
  switch (message.kind) {
    case 'port':
      for (const port of ports) engine.connect(transportOf(port))
      return
    case 'wake':
      return engine.wake()
    case 'language':
      return engine.speak(message.language)
    case 'picture': {
      const file = await engine.picture(message.asset, message.size)
      return tellMain({ kind: 'picture', id: message.id, file })
    }
    case 'stop':
      await engine.close()
      process.exit(0)
  }
}

parentPort.on('message', ({ data, ports }) => {
  void hear(toEngineSchema.parse(data), ports)
})
