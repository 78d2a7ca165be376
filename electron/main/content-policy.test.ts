import { describe, expect, it } from 'vitest'
import { contentPolicy, freshNonce, withNonce } from './content-policy.ts'

describe('the policy of a page', () => {
  it('[DCSP1] has a new nonce each time and no way to bring in other code', () => {
    const nonce = freshNonce()
    expect(nonce).not.toBe(freshNonce())
    const policy = contentPolicy(nonce)
    expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`)
    expect(policy).toContain(`default-src 'none'`)
    const scripts = policy.split('; ').find((line) => line.startsWith('script-src'))
    expect(scripts).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
    for (const shut of ['base-uri', 'form-action', 'object-src']) {
      expect(policy).toContain(`${shut} 'none'`)
    }
  })

  it('tells the nonce to the scripts of the page and to those that make style tags', () => {
    const page =
      '<!doctype html><html><head><script type="module" src="a.js"></script></head></html>'
    const marked = withNonce(page, 'N')
    expect(marked).toContain('<meta property="csp-nonce" nonce="N" content="N">')
    expect(marked).toContain('<script nonce="N" type="module"')
    const asking = '<head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head>'
    expect(withNonce(asking, 'N')).toBe('<head><meta property="csp-nonce" nonce="N"></head>')
  })
})
