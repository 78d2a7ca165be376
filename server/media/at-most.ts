/** Runs so many pieces of work at a time; the others wait in line. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const line: (() => void)[] = []
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => line.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes over the place; it is not given up in between.
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}
