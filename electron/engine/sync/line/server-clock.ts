/**
 * The server's clock as this desk knows it, however its own clock is set. Pure.
 *
 * DLN8  A clock that is set an hour or a day off changes no time that comes from the server.
 * DLN20  Whoever's clock is minutes off is told so; their work goes on by the newsroom's time.
 * DLN9  Sleep is no jump: while the machine slept, both clocks went on.
 */

/** Two readings at one moment: the clock on the wall, and one that only ever counts up. */
export interface Readings {
  readonly wall: number
  readonly steady: number
}

/** What was measured last: the server's time and our own readings at that moment. */
export interface ServerClock extends Readings {
  readonly server: number
}

/** Smaller differences are the slewing of a clock that is kept by the network. */
const jump = 2000

/** Beyond this a person would go by a wrong time. */
const wrong = 120_000

/** True when the clock on the wall is worth a word, by its offset. */
export const isWrong = (offset: number): boolean => Math.abs(offset) > wrong

/** The server's clock minus the wall's, in milliseconds; 0 before anything was measured. */
export function offsetAt(measured: ServerClock | null, { wall, steady }: Readings): number {
  if (!measured) return 0
  const bySteady = measured.server + (steady - measured.steady) - wall
  const byWall = measured.server - measured.wall
  return Math.abs(bySteady - byWall) > jump ? bySteady : byWall
}

/**
 * The machine woke up. The steady clock may have stood still meanwhile; what the wall says went
 * by is believed until the server is asked again.
 */
export function afterSleep(
  measured: ServerClock | null,
  before: Readings,
  now: Readings,
): ServerClock | null {
  if (!measured) return null
  const slept = Math.max(0, now.wall - before.wall)
  const server = before.wall + offsetAt(measured, before) + slept
  return { server, ...now }
}
