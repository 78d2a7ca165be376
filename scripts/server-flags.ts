/**
 * How Node runs the server: garbage is collected before the heap doubles, so that what a busy hour
 * leaves behind in memory stays small. Old garbage is rare here: no story is kept in memory.
 */
export const serverFlags = ['--max-semi-space-size=2', '--heap-growing-percent=20'] as const
