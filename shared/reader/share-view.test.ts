import { describe, expect, it } from 'vitest'
import { shareView } from './share-view.ts'

const url = 'https://harbourpost.example/en/economy/2026/11/22/a&b'

describe('share links', () => {
  it('carry headline and address whole', () => {
    const { links } = shareView(url, 'Ships & “grain” #1?', 'en')
    const x = new URL(links.find(({ service }) => service === 'x')?.href ?? '')

    expect(x.searchParams.get('url')).toBe(url)
    expect(x.searchParams.get('text')).toBe('Ships & “grain” #1?')
    expect(links.map(({ service }) => service)).toEqual([
      'x',
      'facebook',
      'whatsapp',
      'telegram',
      'mail',
    ])
  })

  it('survive half a letter in the headline', () => {
    expect(() => shareView(url, 'cut \ud83d', 'en')).not.toThrow()
  })
})
