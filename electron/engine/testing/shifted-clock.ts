/** Sets the clock of a process wrong, for everything in it: `--import` this with CLOCK_SHIFT. */
const shift = Number(process.env['CLOCK_SHIFT'])
const Right = Date

class Wrong extends Right {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(Right.now() + shift)
    else super(...(parts as [number]))
  }

  static override now(): number {
    return Right.now() + shift
  }
}

globalThis.Date = Wrong as DateConstructor
