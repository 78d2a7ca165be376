import { describe, expect, it } from 'vitest'
import { boundsFor } from './window-place.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const place = { x: 100, y: 80, width: 1200, height: 800, maximized: false, story: null }

describe('where a window opens', () => {
  it('is where it stood', () => {
    expect(boundsFor(place, [screen])).toEqual({ x: 100, y: 80, width: 1200, height: 800 })
  })

  it('is on a screen again when the one it stood on is gone', () => {
    const bounds = boundsFor({ ...place, x: 3000 }, [screen])
    expect(bounds).toEqual({ width: 1440, height: 900 })
    expect(boundsFor({ ...place, y: -900 }, [screen])).not.toHaveProperty('x')
  })

  it('fits a small screen and is never too small to use', () => {
    expect(boundsFor(null, [{ ...screen, width: 1280, height: 700 }])).toEqual({
      width: 1280,
      height: 700,
    })
    expect(boundsFor({ ...place, width: 200, height: 200 }, [screen])).toMatchObject({
      width: 900,
      height: 600,
    })
  })
})
