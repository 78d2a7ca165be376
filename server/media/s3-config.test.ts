import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { s3ConfigFrom } from './s3-config.ts'

const whole = {
  COPYDESK_S3_ENDPOINT: 'https://objects.example/',
  COPYDESK_S3_BUCKET: 'harbour-pictures',
  COPYDESK_S3_ACCESS_KEY: 'desk',
  COPYDESK_S3_SECRET_KEY: 'quiet',
}

describe('the settings of a bucket', () => {
  it('are none when the environment names none', () => {
    expect(s3ConfigFrom({ HOME: '/root', COPYDESK_S3_BUCKET: '' })).toBeUndefined()
  })

  it('have sensible defaults', () => {
    expect(s3ConfigFrom(whole)).toEqual({
      endpoint: 'https://objects.example',
      region: 'us-east-1',
      bucket: 'harbour-pictures',
      accessKey: 'desk',
      secretKey: 'quiet',
      pathStyle: true,
    })
  })

  it('take the secret from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-secret-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'secret')
    writeFileSync(file, 'from a file\n')
    const { COPYDESK_S3_SECRET_KEY: _, ...rest } = whole
    const env = { ...rest, COPYDESK_S3_SECRET_KEY_FILE: file }
    expect(s3ConfigFrom(env)?.secretKey).toBe('from a file')
    writeFileSync(file, '\n')
    expect(() => s3ConfigFrom(env)).toThrow('is empty')
    rmSync(file)
    expect(() => s3ConfigFrom(env)).toThrow('cannot be read')
  })

  it('are refused by name when one is missing or wrong, and never told with the secret', () => {
    const { COPYDESK_S3_BUCKET: _, ...noBucket } = whole
    expect(() => s3ConfigFrom(noBucket)).toThrow('COPYDESK_S3_BUCKET')
    expect(() => s3ConfigFrom({ ...whole, COPYDESK_S3_ENDPOINT: 'objects' })).toThrow(
      'COPYDESK_S3_ENDPOINT',
    )
    expect(() => s3ConfigFrom({ ...whole, COPYDESK_S3_BUCKET: 'Big Bucket' })).toThrow(
      'not a name of a bucket',
    )
    const both = { ...whole, COPYDESK_S3_SECRET_KEY_FILE: '/run/secret' }
    expect(() => s3ConfigFrom(both)).toThrow('either')
    expect(() => s3ConfigFrom(both)).not.toThrow('quiet')
  })
})
