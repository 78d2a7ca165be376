import { existsSync, readFileSync } from 'node:fs'

const pollEvery_ms = 100

/** Waits until a growing file's text satisfies `wanted`. */
export function watchFile(
  file: string,
  wanted: (text: string) => boolean,
): { readonly seen: Promise<void>; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const seen = new Promise<void>((resolve) => {
    timer = setInterval(() => {
      if (!existsSync(file) || !wanted(readFileSync(file, 'utf8'))) return
      clearInterval(timer)
      resolve()
    }, pollEvery_ms)
  })
  return { seen, stop: () => clearInterval(timer) }
}
