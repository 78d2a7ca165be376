import { describe, expect, it } from 'vitest'
import { missingNeeds, needsFor, parseInstalled } from './linux-packages.ts'

describe('system packages', () => {
  it('counts a package as installed only when dpkg says it is', () => {
    const output = 'libnss3\tinstalled\nxvfb\tnot-installed\nperl\tconfig-files\n'
    expect(parseInstalled(output)).toEqual(new Set(['libnss3']))
  })

  it('accepts either name of a package that Debian renamed', () => {
    const needs = needsFor({ virtualDisplay: false, tests: false })
    const everything = needs.map((one) => one.names.at(-1) ?? '')
    expect(missingNeeds(needs, new Set(everything))).toEqual([])
    const without = new Set(everything.filter((name) => !name.startsWith('libgtk')))
    expect(missingNeeds(needs, without).map((one) => one.names[0])).toEqual(['libgtk-3-0'])
  })

  it('asks for a virtual display and a browser only where they are used', () => {
    const names = (display: boolean, tests: boolean) =>
      needsFor({ virtualDisplay: display, tests }).flatMap((one) => one.names)
    expect(names(false, false)).not.toContain('xvfb')
    expect(names(true, false)).toContain('xvfb')
    expect(names(true, false)).not.toContain('chromium')
    expect(names(true, true)).toContain('chromium')
  })
})
