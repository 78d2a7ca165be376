import type { Safety } from '../../shared/ipc/rows.ts'

interface Known {
  /** Of what is on the screen; null until the engine has said. */
  readonly safety: Safety | null
  /** Something is listed in the outbox or counted as waiting. */
  readonly counted: boolean
  /** The server has said all that there is. */
  readonly told: boolean
}

/**
 * What the outbox says besides what it lists: that nothing waits, that what was typed this moment
 * leaves next (its story knows of it before the network does), or that words are not even saved.
 */
export function outboxSays({ safety, counted, told }: Known) {
  if (safety?.word === 'not-saved') return 'not-saved'
  if (counted) return null
  if (safety !== null && safety.word !== 'on-server') return 'last-words'
  return told ? 'nothing-waits' : null
}
