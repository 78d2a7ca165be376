import { describe, expect, it } from 'vitest'
import { isForeignCertificate, isFromPortal } from './captive-portal.ts'

const json = 'application/json; charset=utf-8'

describe('who answers', () => {
  it('[DLN11] tells a network’s own page from the server', () => {
    for (const [status, contentType] of [
      [200, 'text/html'],
      [200, 'TEXT/HTML; charset=utf-8'],
      [201, 'application/xhtml+xml'],
      [200, 'text/plain'],
      [302, null],
      [307, json],
      [401, 'text/html'],
      [403, 'text/html; charset=iso-8859-1'],
      [511, null],
    ] as const) {
      expect(isFromPortal({ status, contentType }), `${status} ${contentType}`).toBe(true)
    }
  })

  it('[DLN11] does not blame the network for what the server or its proxy says', () => {
    for (const [status, contentType] of [
      [200, json],
      [200, 'application/vnd.copydesk.msgpack-seq'],
      [200, 'image/jpeg'],
      [204, null],
      [304, null],
      [401, json],
      [404, 'text/html'],
      [413, 'text/html'],
      [502, 'text/html'],
      [503, 'text/html'],
    ] as const) {
      expect(isFromPortal({ status, contentType }), `${status} ${contentType}`).toBe(false)
    }
  })

  it('[DLN11] recognises somebody else’s certificate, however deep it is reported', () => {
    const tls = Object.assign(new Error('tls'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(isForeignCertificate(new TypeError('fetch failed', { cause: tls }))).toBe(true)
    const gone = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
    expect(isForeignCertificate(new TypeError('fetch failed', { cause: gone }))).toBe(false)
  })
})
