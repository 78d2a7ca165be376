/**
 * An engine as a process of its own, for what only a process has: a clock, limits, a user. Started
 * by `engine-process.ts`, which says in the environment what it needs.
 */
import { createEngine } from '../engine.ts'

const { FOLDER = '', SECRET, USER_ID } = process.env

// Whoever may do everything meets no closed folder. Everything is loaded by now but the workers.
if (USER_ID) {
  process.setgid?.(Number(USER_ID))
  process.setuid?.(Number(USER_ID))
}

/** Whoever started us may have gone already. */
const tell = (said: object): void => {
  if (process.connected) process.send?.(said, undefined, undefined, () => {})
}

const engine = createEngine({
  folder: FOLDER,
  suggestedServer: null,
  signIn: null,
  secret: SECRET ?? null,
  keepsSecrets: true,
  language: 'en',
  clock: Date.now,
  onSecret: (secret) => tell({ secret }),
  onShelf: () => {},
  onDamaged: () => process.exit(70),
})
engine.connect({
  post: (message) => tell({ message }),
  onMessage: (listener) => void process.on('message', listener),
  onClose: () => {},
})
process.once('disconnect', () => void engine.close().then(() => process.exit(0)))
