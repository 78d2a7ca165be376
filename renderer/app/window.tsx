/**
 * Entry of each window: settings first, because they say which story to reopen; then the frame.
 * The open story does not wait for the session, the lists or the network.
 */
import '../bridge/no-eval.ts'
import '../ui/look.ts'
import { createRoot } from 'react-dom/client'
import { isStoryId } from '../../shared/model/ids.ts'
import { followCare } from '../bridge/care.ts'
import { followNetwork } from '../bridge/network.ts'
import { reopen } from '../bridge/place.ts'
import { followSession } from '../bridge/session.ts'
import { followSettings } from '../bridge/settings.ts'
import { App } from './App.tsx'

async function open(): Promise<void> {
  const root = document.getElementById('app')
  if (!root) throw new Error('index.html has no #app')
  followSession()
  followNetwork()
  followCare()
  const settings = await followSettings()
  const asked = new URLSearchParams(location.search).get('story')
  reopen(settings.lastScreen, isStoryId(asked) ? asked : settings.lastStory)
  createRoot(root).render(<App />)
}

void open()
