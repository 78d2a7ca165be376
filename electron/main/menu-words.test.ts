import { describe, expect, it } from 'vitest'
import { menuActionSchema } from '../../shared/ipc/main-contract.ts'
import { actionWords, menuWords } from './menu-words.ts'

describe('the menus', () => {
  it('have every word in every desk language', () => {
    for (const [name, labels] of Object.entries({ ...menuWords, ...actionWords })) {
      for (const label of Object.values(labels)) expect(label.trim(), name).not.toBe('')
    }
  })

  it('name only actions that windows understand', () => {
    for (const name of Object.keys(actionWords)) {
      expect(menuActionSchema.safeParse(name).success, name).toBe(true)
    }
  })
})
