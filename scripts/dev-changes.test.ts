import { describe, expect, it } from 'vitest'
import { together, workFor } from './dev-changes.ts'

describe('a saved file in development', () => {
  it('rebuilds and restarts what is made of it', () => {
    expect(workFor('electron/engine/store/log.ts').restart).toEqual(['desk'])
    expect(workFor('server/db/open.ts')).toEqual({ build: ['server'], restart: ['server'] })
    expect(workFor('shared/model/story.ts').restart).toEqual(['desk', 'server'])
    expect(workFor('server/site/client/ticker.ts').build).toContain('site')
  })

  it('leaves windows to Vite and ignores tests', () => {
    expect(workFor('renderer/app/App.tsx').restart).toEqual([])
    expect(workFor('server/db/open.test.ts').restart).toEqual([])
  })

  it('does the work of several saves once', () => {
    expect(together([workFor('server/a.ts'), workFor('server/b.ts')])).toEqual(
      workFor('server/a.ts'),
    )
  })
})
