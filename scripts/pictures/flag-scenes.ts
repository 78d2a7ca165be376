/** Embassies and the flags of countries that do not exist. */
import {
  at,
  between,
  circle,
  clipped,
  glow,
  group,
  line,
  mix,
  path,
  poly,
  rect,
  times,
  wash,
} from './brush.ts'
import { cloud } from './nature.ts'
import { stander } from './people.ts'
import { landscape } from './scene.ts'

/** Flags of two countries that do not exist, 300 × 200. */
const flags = {
  velmora:
    rect(0, 0, 300, 200, '#f3efe4') +
    rect(0, 0, 300, 50, '#1f5f6b') +
    rect(0, 150, 300, 50, '#1f5f6b') +
    circle(150, 100, 34, '#e0a93b') +
    path('M118 112Q134 100 150 112T182 112L182 122Q166 110 150 122T118 122Z', '#1f5f6b'),
  orsenia:
    rect(0, 0, 300, 200, '#8e2f45') +
    path('M0 0L140 100L0 200Z', '#f3efe4') +
    poly(
      [
        [40, 68],
        [49, 92],
        [74, 92],
        [54, 107],
        [62, 132],
        [40, 117],
        [18, 132],
        [26, 107],
        [6, 92],
        [31, 92],
      ],
      '#2d3a63',
    ),
} as const

/** A flag that hangs in folds: the picture in strips, each shifted and shaded. */
function waving(flag: keyof typeof flags, x: number, y: number, w: number, sway: number): string {
  const scale = w / 300
  const strips = Math.round(w / 4)
  return times(strips, (i) => {
    const part = w / strips
    const phase = (i / strips) * Math.PI * 2.6
    const lift = Math.sin(phase) * sway
    const shade = Math.cos(phase)
    const strip = clipped(
      rect(x + i * part, y - 200, part + 0.6, w * 0.67 + 400, '#000'),
      at(x, y + lift, scale, flags[flag]),
    )
    const dark = rect(
      x + i * part,
      y + lift,
      part + 0.6,
      200 * scale,
      shade > 0 ? '#ffffff' : '#000000',
      `opacity="${(Math.abs(shade) * 0.16).toFixed(2)}"`,
    )
    return strip + dark
  })
}

const embassy = landscape((chance) => {
  const wall = '#e9e3d6'
  const tree = (x: number, tall: number): string => {
    const branch = (bx: number, by: number, angle: number, long: number, thick: number): string => {
      if (long < 16) return ''
      const ex = bx + Math.cos(angle) * long
      const ey = by + Math.sin(angle) * long
      return (
        line(bx, by, ex, ey, '#54606b', thick) +
        branch(ex, ey, angle - between(chance, 0.25, 0.6), long * 0.72, thick * 0.68) +
        branch(ex, ey, angle + between(chance, 0.25, 0.6), long * 0.72, thick * 0.68)
      )
    }
    return branch(x, 985, -Math.PI / 2, tall, tall * 0.1)
  }
  const pane = (x: number, y: number, h: number) =>
    rect(x - 10, y - 10, 90, h + 20, mix(wall, '#ffffff', 0.5)) +
    rect(x, y, 70, h, '#5d7486') +
    path(
      `M${x} ${y + h}L${x + 46} ${y}L${x + 70} ${y}L${x + 24} ${y + h}Z`,
      '#9fb4c1',
      'opacity="0.6"',
    ) +
    rect(x + 32, y, 6, h, '#f4f1ea') +
    rect(x, y + h * 0.45, 70, 5, '#f4f1ea')
  const column = (x: number) =>
    rect(x - 26, 420, 52, 470, '#f4f0e6') +
    rect(x + 6, 420, 20, 470, '#d3cbbb') +
    rect(x - 38, 402, 76, 22, '#f8f5ee') +
    rect(x - 38, 884, 76, 24, '#f8f5ee')
  const pole = (x: number, flag: keyof typeof flags) =>
    line(x, 980, x, 215, '#4b5560', 9) +
    circle(x, 210, 10, '#d8b25a') +
    waving(flag, x + 5, 236, 215, 9)
  return [
    wash(0, 0, 1800, 980, ['#b9c9d8', '#d7dfe4', '#f2e6d8']),
    glow(1560, 320, 520, '#fff3df', 0.9),
    cloud(380, 190, 330, '#eef2f5', 0.8),
    cloud(1200, 140, 280, '#eef2f5', 0.7),
    tree(120, 210),
    tree(1700, 230),
    rect(290, 330, 1220, 640, wall),
    rect(290, 330, 1220, 34, '#cfc7b7'),
    rect(262, 306, 1276, 28, '#f8f5ee'),
    times(3, (i) => pane(350 + i * 112, 430, 150) + pane(350 + i * 112, 680, 170)),
    times(3, (i) => pane(1156 + i * 112, 430, 150) + pane(1156 + i * 112, 680, 170)),
    rect(680, 400, 440, 500, '#cdbfa9'),
    rect(840, 560, 120, 340, '#39454f') +
      rect(896, 560, 8, 340, '#2a333b') +
      circle(884, 740, 6, '#d8b25a'),
    path('M830 560Q900 480 970 560Z', '#5d7486'),
    [690, 800, 1000, 1110].map(column).join(''),
    poly(
      [
        [640, 402],
        [900, 262],
        [1160, 402],
      ],
      '#f8f5ee',
    ),
    poly(
      [
        [700, 388],
        [900, 282],
        [1100, 388],
      ],
      '#d9d2c3',
    ),
    circle(900, 348, 32, '#c9bfae'),
    times(5, (i) =>
      rect(630 - i * 26, 906 + i * 18, 540 + i * 52, 18, mix('#f4f1ea', '#b7b0a3', i / 6)),
    ),
    stander(900, 984, 150, '#2c363f'),
    wash(0, 985, 1800, 215, ['#e8e6e1', '#c6cbd0']),
    times(
      42,
      (i) =>
        rect(i * 44, 1010, 8, 150, '#38424b') +
        poly(
          [
            [i * 44 - 3, 1010],
            [i * 44 + 4, 988],
            [i * 44 + 11, 1010],
          ],
          '#38424b',
        ),
    ),
    rect(0, 1034, 1800, 8, '#38424b') + rect(0, 1136, 1800, 8, '#38424b'),
    pole(520, 'orsenia'),
    pole(1330, 'velmora'),
    times(120, () =>
      circle(
        between(chance, 0, 1800),
        between(chance, 0, 1190),
        between(chance, 2, 5),
        '#ffffff',
        'opacity="0.8"',
      ),
    ),
  ].join('')
})

const twoFlags = landscape(() =>
  [
    wash(0, 0, 1800, 1200, ['#2a2333', '#1d1826', '#14111b']),
    times(22, (i) => rect(i * 84, 0, 42, 1200, i % 2 ? '#3a3046' : '#32293d', 'opacity="0.55"')),
    glow(900, 420, 900, '#c9a06a', 0.28),
    line(300, 140, 300, 1200, '#b98f4d', 22) + circle(300, 126, 30, '#d8b25a'),
    line(1000, 140, 1000, 1200, '#b98f4d', 22) + circle(1000, 126, 30, '#d8b25a'),
    group('transform="rotate(3 300 200)"', waving('velmora', 312, 210, 600, 26)),
    group('transform="rotate(3 1000 200)"', waving('orsenia', 1012, 210, 600, 26)),
    wash(0, 980, 1800, 220, ['#5b3a26', '#33211a']),
    rect(0, 976, 1800, 8, '#8a5f3c'),
    rect(730, 930, 340, 52, '#f0e9da', 'rx="4"') + rect(730, 930, 340, 10, '#d8cfbb'),
    line(860, 958, 1010, 952, '#2a2333', 7),
  ].join(''),
)

export const flagScenes = {
  'embassy-morning': embassy,
  'two-flags': twoFlags,
}
