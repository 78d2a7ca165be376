/** Waits for a condition by asking again; fails with its name, never by sleeping a fixed time. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  within_ms = 15_000,
): Promise<T> {
  const deadline = Date.now() + within_ms
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > deadline) throw new Error(`waited ${within_ms} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
