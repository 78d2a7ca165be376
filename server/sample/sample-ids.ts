/** Ids that are the same on every machine and in every run: made from names, shaped as UUIDv7. */
import { createHash } from 'node:crypto'

/** 1 November 2026, so that the ids sort among those of their time. */
const madeAt = Date.UTC(2026, 10, 1)

const digest = (name: string): string =>
  createHash('sha256').update(`copydesk sample: ${name}`).digest('hex')

/** A UUIDv7 of a name; hand it to the `parse…` of its kind. */
export function sampleId(kind: string, name: string): string {
  const hex = digest(`${kind} ${name}`)
  const time = madeAt.toString(16).padStart(12, '0')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** A whole number from 0 to `below` − 1 that belongs to a name. */
export const sampleNumber = (name: string, below: number): number =>
  Number.parseInt(digest(name).slice(0, 8), 16) % below
