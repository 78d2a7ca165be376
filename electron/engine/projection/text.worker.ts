/** Heavy work on story text, away from the thread that writes the log. */
import { parentPort } from 'node:worker_threads'
import { mergePacked, packState } from '../../../shared/document/encoding.ts'
import { withDocument } from '../store/story-texts.ts'
import { foldText } from './fold-text.ts'
import { findingsUpdate, judgeMerge } from './judge-merge.ts'
import { projectText } from './project-text.ts'
import type { TextAnswer, TextRequest, TextTask } from './text-tasks.ts'

function perform(task: TextTask): unknown {
  switch (task.do) {
    case 'project':
      return projectText(task.parts, task.wanted)
    case 'compact':
      return withDocument(task.parts, packState)
    case 'judge':
      return judgeMerge(task)
    case 'record':
      return findingsUpdate(task.parts, task.findings)
    case 'merge':
      return mergePacked(task.parts)
    case 'fold':
      return foldText(task.base, task.segments)
  }
}

parentPort?.on('message', (request: TextRequest | null) => {
  // Nothing more is wanted: with its port closed the thread ends by itself.
  if (!request) return parentPort?.close()
  const { id, task } = request
  let answer: TextAnswer
  try {
    answer = { id, ok: true, result: perform(task) }
  } catch (error) {
    answer = { id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
