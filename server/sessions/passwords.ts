/** Passwords are stored as argon2id and nothing else. */
import { hash, verify } from '@node-rs/argon2'

/** Memory in KiB, passes and lanes: OWASP's second choice, about 25 ms on a laptop. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A salted argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | undefined

/**
 * Is it this person's password? With no person, the same work is done and the answer is no, so
 * that the time taken does not tell which addresses have an account.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await decoy), password)
  return stored !== null && matches
}
