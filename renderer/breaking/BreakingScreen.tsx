import { useState } from 'react'
import type { Language } from '../../shared/model/vocabulary.ts'
import { useMe } from '../bridge/session.ts'
import { breakingWords } from '../words/breaking.ts'
import { useWords } from '../words/use-words.ts'
import { BreakingQueue } from './BreakingQueue.tsx'
import { Composer } from './Composer.tsx'
import { ReadersPane } from './ReadersPane.tsx'
import './breaking.css'

/** The breaking desk: composer, what will happen, the queue, and the ticker as readers see it. */
export function BreakingScreen() {
  const words = useWords(breakingWords)
  const me = useMe()
  const [language, setLanguage] = useState<Language>(me?.language ?? 'en')
  return (
    <main className="pane-content breaking" data-pane="content" tabIndex={-1}>
      <div className="breaking-work">
        <h1 className="breaking-title">{words.title}</h1>
        <Composer language={language} onLanguage={setLanguage} />
        <BreakingQueue />
      </div>
      <ReadersPane language={language} />
    </main>
  )
}
