/** The two peers' protocols, spoken with their own encoding library: no document is kept here. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

export type Peer = 'y-websocket' | 'hocuspocus'

const kinds = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8 } as const
const steps = { one: 0, two: 1, update: 2 } as const

/** State vector of a desk that has nothing. */
const nothing = Y.encodeStateVector(new Y.Doc())

function message(peer: Peer, name: string, write: (to: encoding.Encoder) => void): Uint8Array {
  const to = encoding.createEncoder()
  if (peer === 'hocuspocus') encoding.writeVarString(to, name)
  write(to)
  return encoding.toUint8Array(to)
}

const sync = (peer: Peer, name: string, step: number, bytes: Uint8Array): Uint8Array =>
  message(peer, name, (to) => {
    encoding.writeVarUint(to, kinds.sync)
    encoding.writeVarUint(to, step)
    encoding.writeVarUint8Array(to, bytes)
  })

export const updateMessage = (peer: Peer, name: string, update: Uint8Array): Uint8Array =>
  sync(peer, name, steps.update, update)
/** "This is what I have": nothing. */
export const askMessage = (peer: Peer, name: string): Uint8Array =>
  sync(peer, name, steps.one, nothing)
/** The answer to the server's question. */
export const answerMessage = (peer: Peer, name: string, update: Uint8Array): Uint8Array =>
  sync(peer, name, steps.two, update)

export const authMessage = (name: string): Uint8Array =>
  message('hocuspocus', name, (to) => {
    encoding.writeVarUint(to, kinds.auth)
    encoding.writeVarUint(to, 0)
    encoding.writeVarString(to, 'bench')
  })

export type Heard =
  | { readonly kind: 'asked' | 'authenticated' | 'saved' | 'other' }
  | { readonly kind: 'answered' | 'update'; readonly update: Uint8Array }

/** What a server said, as far as the bench must know. */
export function hear(peer: Peer, bytes: Uint8Array): Heard {
  const from = decoding.createDecoder(bytes)
  if (peer === 'hocuspocus') decoding.readVarString(from)
  const kind = decoding.readVarUint(from)
  if (kind === kinds.auth) return { kind: 'authenticated' }
  if (kind === kinds.syncStatus && peer === 'hocuspocus') return { kind: 'saved' }
  if (kind !== kinds.sync && kind !== kinds.syncReply) return { kind: 'other' }
  const step = decoding.readVarUint(from)
  if (step === steps.one) return { kind: 'asked' }
  const update = decoding.readVarUint8Array(from)
  return { kind: step === steps.two ? 'answered' : 'update', update }
}

/** Who wrote what in an update (Yjs v1), and where: enough to know each piece again. */
export function namesOf(update: Uint8Array): number[] {
  const from = decoding.createDecoder(update)
  const clients = decoding.readVarUint(from)
  const pieces = clients === 1 ? decoding.readVarUint(from) : 0
  if (pieces === 1) {
    const client = decoding.readVarUint(from)
    return [keyOf(client, decoding.readVarUint(from))]
  }
  // Several changes that were passed on together.
  return Y.decodeUpdate(update).structs.map(({ id }) => keyOf(id.client, id.clock))
}

/** Both in one number: places stay below a million here. */
export const keyOf = (client: number, clock: number): number => client * 2 ** 20 + clock
