/**
 * CPU that a page's main thread spends on each key, as Chromium itself books it: from the moment the
 * input reaches the page until its handling has ended, editing, listeners and microtasks included.
 * Thread time, not the clock: what other programs do meanwhile is not in it.
 */
import { readFileSync } from 'node:fs'
import type { ElectronApplication } from 'playwright'
import { z } from 'zod'

const handled = 'WidgetBaseInputHandler::OnHandleInputEvent'
/** Parts of one key press; the release ends it. */
const pressed = ['RawKeyDown', 'KeyDown', 'Char']
const released = 'KeyUp'

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  ts: z.number(),
  /** Microseconds of thread time. */
  tdur: z.number().optional(),
  args: z.object({ event: z.string().optional() }).optional(),
})
const traceSchema = z.object({ traceEvents: z.array(z.unknown()) })

/** Milliseconds for each key, in the order of the keys. */
export function cpuOfKeys(trace: unknown): number[] {
  const events = traceSchema
    .parse(trace)
    .traceEvents.flatMap((event) => eventSchema.safeParse(event).data ?? [])
    .filter(({ name, ph }) => name === handled && ph === 'X')
    .sort((a, b) => a.ts - b.ts)
  const keys: number[] = []
  let open = 0
  for (const { args, tdur } of events) {
    if (pressed.includes(args?.event ?? '')) open += (tdur ?? Number.NaN) / 1000
    if (args?.event !== released) continue
    keys.push(open)
    open = 0
  }
  return keys
}

/** Runs `type` while Chromium books; answers the CPU of each key that was typed. */
export async function bookKeys(
  app: ElectronApplication,
  type: () => Promise<void>,
): Promise<number[]> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['rail'], excluded_categories: ['*'] }),
  )
  await type()
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  return cpuOfKeys(JSON.parse(readFileSync(file, 'utf8')))
}
