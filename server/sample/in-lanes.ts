/** Waits until all have ended, well or badly, then throws what went wrong first. */
export async function together(tasks: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(tasks)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/**
 * Does the work on the items, `lanes` of them at once; each lane keeps the order of its items.
 * When one fails, nothing is still at work once this throws.
 */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, lane: number) => Promise<void>,
): Promise<void> {
  await together(
    Array.from({ length: lanes }, async (_, lane) => {
      for (const [i, item] of items.entries()) if (i % lanes === lane) await work(item, lane)
    }),
  )
}
