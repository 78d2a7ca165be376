/** Bounded waiting: polls a condition, never sleeps for a guess. */

const pollEvery_ms = 25

export class NotInTime extends Error {
  readonly code = 'not-in-time'
  readonly retry = 'never'
}

const show = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}

/** Asks `probe` until it answers something other than `undefined` or `false`. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  within_ms = 15_000,
): Promise<T> {
  const deadline = performance.now() + within_ms
  let last: unknown
  for (;;) {
    try {
      const answer = await probe()
      if (answer !== undefined && answer !== false) return answer
      last = answer
    } catch (error) {
      // A probe may fail while what it looks at is not there yet; the last failure is reported.
      last = error instanceof Error ? error.message : error
    }
    if (performance.now() > deadline) {
      throw new NotInTime(`Waited ${within_ms} ms for ${what}; last seen: ${show(last)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, pollEvery_ms))
  }
}
