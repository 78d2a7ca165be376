/**
 * A whole desk on a computer whose clock is a day off: an engine in a process of its own, in which
 * every clock is wrong, against a real server whose clock is right.
 */
import { describe, expect, it, vi } from 'vitest'
import { until } from '../../electron/engine/testing/a-desk.ts'
import { EngineProcess } from '../../electron/engine/testing/engine-process.ts'
import type { Command } from '../../shared/model/commands.ts'
import type { BreakingFact } from '../../shared/model/facts.ts'
import { newBreakingId, type StoryId } from '../../shared/model/ids.ts'
import { aBadLine, headlineOnServer } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const hour = 3_600_000
const day = 24 * hour
const closeBy = 10_000
const lines = { en: { attribution: 'Coast guard', text: 'The harbour is closed' } }

const network = (desk: EngineProcess) => desk.window.call('network:state', {})
const online = (desk: EngineProcess) =>
  until(async () => (await network(desk)).state === 'online', 'the line')
const level = (desk: EngineProcess) =>
  until(async () => {
    const { waitingUpdates, waitingCommands } = await network(desk)
    return waitingUpdates + waitingCommands === 0
  }, 'level with the server')

/** A line that goes out in so many milliseconds, as this desk's screens would ask for it. */
const scheduled = (breaking: BreakingFact['id'], goLiveAt: number): Command => ({
  ...{ do: 'breaking-schedule', breaking, lines },
  ...{ story: null, life: hour, goLiveAt },
})

describe.each([
  ['ahead', day],
  ['behind', -day],
])('a desk whose clock is a day %s', (_way, shift) => {
  it('[DLN8] [DLN20] writes, syncs and schedules by the newsroom’s time, and is told', async () => {
    const { server, proxy } = await aBadLine()
    const desk = new EngineProcess({ clockShift: shift })
    await desk.signIn(proxy.url, 'chief')
    await online(desk)
    const { clockOffset, problem } = await network(desk)
    expect(Math.abs(clockOffset + shift)).toBeLessThan(closeBy)
    expect(problem).toMatch(/clock of this computer is wrong/)

    const story = await desk.window.create()
    await desk.window.type(story, 'One')
    await level(desk)
    await desk.window.call('network:work-offline', { offline: true })
    await desk.window.type(story, ' two')
    // What waits has waited for moments by the newsroom's clock, not for a day.
    const { oldest } = await network(desk)
    expect(Math.abs((oldest ?? 0) - Date.now())).toBeLessThan(closeBy)
    const row = await desk.window.call('stories:row', { story })
    expect(Math.abs((row?.editedAt ?? 0) - Date.now())).toBeLessThan(closeBy)
    expect(row?.safety).toMatchObject({ word: 'waiting', since: oldest })
    await desk.window.call('network:work-offline', { offline: false })
    await online(desk)
    await desk.window.type(story, ' three')
    await level(desk)
    const reader = await server.client('secondChief')
    expect(await headlineOnServer(reader, story)).toBe('One two three')

    await schedules(desk)
    await desk.close()
    await goesOnWhenSetRight(desk, story)
    expect(await headlineOnServer(reader, story)).toBe('One two three four')
  })
})

async function schedules(desk: EngineProcess): Promise<void> {
  const send = (command: Command) => desk.window.call('command:send', { command })
  const newsroomNow = Date.now()
  // By a clock a day behind an hour ago is still to come; by one ahead an hour hence is long past.
  const late = await send(scheduled(newBreakingId(), newsroomNow - hour))
  expect(late.kind).toBe('refused')
  await desk.window.call('network:work-offline', { offline: true })
  const [soon, later] = [newBreakingId(), newBreakingId()]
  expect((await send(scheduled(later, newsroomNow + hour))).kind).toBe('queued')
  const shown = async (id: string) => {
    const { lines: all, serverNow } = await desk.window.call('breaking:list', {})
    expect(Math.abs(serverNow - Date.now())).toBeLessThan(closeBy)
    return all.find(({ fact }) => fact.id === id)
  }
  // Shown as scheduled before any server has said so.
  expect(await shown(later)).toMatchObject({ pending: true, fact: { stage: { at: 'scheduled' } } })
  await desk.window.call('network:work-offline', { offline: false })
  await online(desk)
  const goLiveAt = Date.now() + 3000
  expect((await send(scheduled(soon, goLiveAt))).kind).toBe('queued')
  await level(desk)
  const fact = await until(async () => {
    const line = (await shown(soon))?.fact
    return line?.stage.at === 'live' ? line : null
  }, 'the line to go out')
  if (fact?.stage.at !== 'live') throw new Error('not live')
  expect(fact.revision).toBe(2)
  expect(fact.stage.since).toBeGreaterThanOrEqual(goLiveAt)
  expect(fact.stage.since - goLiveAt).toBeLessThan(closeBy)
  expect((await shown(later))?.fact.stage.at).toBe('scheduled')
}

/** The same desk after somebody has set its clock. */
async function goesOnWhenSetRight(
  { folder, secret }: EngineProcess,
  story: StoryId,
): Promise<void> {
  const desk = new EngineProcess({ folder, secret })
  await online(desk)
  const { clockOffset, problem } = await network(desk)
  expect(Math.abs(clockOffset)).toBeLessThan(closeBy)
  expect(problem).toBeNull()
  await desk.window.open(story)
  expect(desk.window.headline(story)).toBe('One two three')
  await desk.window.type(story, ' four')
  await level(desk)
  expect((await desk.window.call('outbox:list', {})).rows).toEqual([])
}
