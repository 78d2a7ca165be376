/** Lines of progress with the seconds since the start of the command. */
export type Say = (line: string) => void

export function progress(now: () => number = Date.now, print: Say = console.log): Say {
  const started = now()
  return (line) => print(`[${((now() - started) / 1000).toFixed(1).padStart(5)} s] ${line}`)
}
