/**
 * Who may use the line: text and commands before pictures, and no pictures at all where every
 * byte costs, unless the person says so. Pure.
 *
 * DLN15  Pictures leave the line to text and commands that could use it, but not for ever.
 * DLN16  Where the person saves data, pictures wait until that is over or they are sent for.
 */

export interface Demand {
  readonly online: boolean
  /** Text or commands are on their way, out or in, or could be. */
  readonly textGoes: boolean
  /** Bytes of text that wait here. */
  readonly textBytes: number
  /** Stories whose text waits at the server. */
  readonly stories: number
  /** Milliseconds since pictures began to stand back. */
  readonly stoodBack: number
}

/** Somebody types without a pause: a part of a picture may pass now and then. */
const shortPatience = 2000
/** Days of work come back: that goes first, unless something keeps it from getting on. */
const longPatience = 30_000
/** More than typing ever leaves waiting. */
const muchText = 64 * 1024
const manyStories = 20

/** True when the next part of a picture may leave, or come. */
export function mayPass({ online, textGoes, textBytes, stories, stoodBack }: Demand): boolean {
  if (!online || !textGoes) return true
  const isMuch = textBytes > muchText || stories > manyStories
  return stoodBack >= (isMuch ? longPatience : shortPatience)
}

/** `sending-now`: saving goes on after the pictures that wait have left. */
export type Saving = 'no' | 'yes' | 'sending-now'

/** What the person's switch makes of it. */
export const saveData = (save: boolean): Saving => (save ? 'yes' : 'no')

/** The person sends for the pictures that wait. */
export const sendNow = (saving: Saving): Saving => (saving === 'yes' ? 'sending-now' : saving)

/** After a picture has arrived: when none is left, saving goes on. */
export const afterPicture = (saving: Saving, left: number): Saving =>
  saving === 'sending-now' && left === 0 ? 'yes' : saving

export const mayTravel = (saving: Saving): boolean => saving !== 'yes'
