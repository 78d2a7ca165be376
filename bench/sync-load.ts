/** The load process: every desk of the bench, whoever it talks to. */
import { catchUpOurs } from './sync-catch-up-ours.ts'
import { catchUpPeer } from './sync-catch-up-peers.ts'
import { answerParent } from './sync-child.ts'
import type { Job } from './sync-jobs.ts'
import { type LiveEditors, liveEditors } from './sync-live-editors.ts'
import { touch } from './sync-touch.ts'

let editors: LiveEditors | undefined
let touched: { leave(): void } | undefined

answerParent<Job>(async (job) => {
  switch (job.do) {
    case 'connect':
      editors = await liveEditors(job)
      return null
    case 'begin':
      return editors?.begin() ?? null
    case 'mark':
      return editors?.mark() ?? null
    case 'finish':
      return (await editors?.finish()) ?? null
    case 'touch':
      touched = await touch(job)
      return null
    case 'leave':
      return touched?.leave() ?? null
    default:
      return job.speech === 'ours' ? await catchUpOurs(job) : await catchUpPeer(job)
  }
})
