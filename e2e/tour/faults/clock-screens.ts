/** A computer whose clock is a day off: made by a server whose clock is, which is the same to the desk. */
import { aServer } from '../../support/a-server.ts'
import { aDeskAt, type FaultCast, inEveryLook, onServer, openOutbox, writeStory } from './stage.ts'

const aDayAhead = `
  const day = 86_400_000
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + day) }
    static now() { return Real.now() + day }
  }`

/** What the desk says when its clock cannot be right. */
export async function clockScreens(cast: FaultCast): Promise<void> {
  const shifted = await aServer(cast.onEnd, {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(aDayAhead)}` },
  })
  const { page } = await aDeskAt(cast, shifted.url, { person: 'nadia' })
  await writeStory(page, 'A clock that is a day behind', ['Fog closed the harbour.'])
  await onServer(page)
  await inEveryLook(cast, page, 'clock-off', () => openOutbox(page))
}
