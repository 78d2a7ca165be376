import { z } from 'zod'

/** Milliseconds since 1970-01-01T00:00Z. The server's database clock decides what is due. */
export type Instant = number

export const instantSchema = z.number().int().min(0).max(8_640_000_000_000_000)

/** Where "now" comes from: passed in, so that tests can hold it still. */
export type Clock = () => Instant
