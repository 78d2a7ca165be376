import { describe, expect, it } from 'vitest'
import { environment } from './environment.ts'

describe('what the environment says', () => {
  it('signs in by itself to the sample newsroom only', () => {
    const env = { COPYDESK_SIGN_IN: 'a@b.example:pass:word' }
    expect(environment(env, false).signIn).toBeNull()
    expect(environment({ ...env, COPYDESK_SAMPLE: '1' }, false).signIn).toEqual({
      email: 'a@b.example',
      password: 'pass:word',
    })
  })

  it('takes http addresses only, and no development page in a packaged app', () => {
    const env = {
      COPYDESK_SERVER_URL: 'file:///x',
      COPYDESK_RENDERER_URL: 'http://127.0.0.1:5173/',
    }
    expect(environment(env, false).suggestedServer).toBeNull()
    expect(environment(env, false).devPage).toBe('http://127.0.0.1:5173')
    expect(environment(env, true).devPage).toBeNull()
    const server = 'http://127.0.0.1:4000/'
    expect(environment({ COPYDESK_SERVER_URL: server }, true).suggestedServer).toBe(
      'http://127.0.0.1:4000',
    )
  })
})
