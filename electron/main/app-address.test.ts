import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileInside, isAppPage, parseAppAddress } from './app-address.ts'

const asset = 'ab'.repeat(32)

describe('addresses of the app', () => {
  it('names pages, and pictures with a known size only', () => {
    expect(parseAppAddress('copydesk://app/index.html')).toEqual({
      at: 'file',
      path: '/index.html',
    })
    expect(parseAppAddress(`copydesk://asset/${asset}/thumb`)).toEqual({
      at: 'picture',
      asset,
      size: 'thumb',
    })
    for (const bad of [
      `copydesk://asset/${asset}/huge`,
      `copydesk://asset/${asset}`,
      `copydesk://asset/${asset}/thumb/more`,
      'copydesk://asset/../../etc/passwd',
      `copydesk://asset/${asset.toUpperCase()}/thumb`,
      `https://asset/${asset}/thumb`,
      'copydesk://elsewhere/index.html',
      'nonsense',
    ]) {
      expect(parseAppAddress(bad), bad).toBeNull()
    }
  })

  it('[DAD1] never leads outside the folder', () => {
    for (const bad of [
      '/../x',
      '/%2e%2e/x',
      '/..%2fx',
      '/a/../../x',
      '/%00',
      '/..\\x',
      '/%',
      '/',
    ]) {
      expect(fileInside('/app/renderer', bad), bad).toBeNull()
    }
    expect(fileInside('/app/renderer', '/assets/a.js')).toBe('/app/renderer/assets/a.js')
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', 'a', '%2e%2e', '%2f', '/', '\\')),
        (parts) => {
          const file = fileInside('/app/renderer', `/${parts.join('/')}`)
          expect(file === null || file.startsWith('/app/renderer/')).toBe(true)
        },
      ),
    )
  })

  it('knows our pages from others, and the development page only when there is one', () => {
    expect(isAppPage('copydesk://app/index.html', null)).toBe(true)
    expect(isAppPage('copydesk://asset/x', null)).toBe(false)
    expect(isAppPage('http://127.0.0.1:5173/', null)).toBe(false)
    expect(isAppPage('http://127.0.0.1:5173/x', 'http://127.0.0.1:5173/')).toBe(true)
    expect(isAppPage('http://127.0.0.1.example.org/', 'http://127.0.0.1:5173/')).toBe(false)
    expect(isAppPage('about:blank', null)).toBe(false)
  })
})
