/** Rooms with lamps in them. */
import {
  between,
  circle,
  clipped,
  ellipse,
  glow,
  line,
  mix,
  path,
  pick,
  poly,
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { bust, stander } from './people.ts'
import { landscape } from './scene.ts'

const night = '#141c33'
const libraryNight = landscape((chance) => {
  const spines = [
    '#a3443a',
    '#c98f3e',
    '#3f6b6a',
    '#5b4a6b',
    '#d8c9a6',
    '#7a5a3c',
    '#2f4a63',
    '#8c8a5a',
  ] as const
  const shelf = (x: number, y: number, w: number) => {
    let along = x + 8
    let books = ''
    while (along < x + w - 34) {
      const thick = between(chance, 12, 32)
      const tall = between(chance, 84, 118)
      const color = mix(pick(chance, spines), '#1d1420', 0.28)
      const lean = chance() < 0.07 ? `transform="rotate(9 ${along} ${y})"` : ''
      books +=
        rect(along, y - tall, thick, tall, color, lean) +
        (thick > 20
          ? rect(along + 4, y - tall * 0.75, thick - 8, 5, '#e8d6a8', `opacity="0.7" ${lean}`)
          : '')
      along += thick + (chance() < 0.06 ? 30 : 2)
    }
    return books + rect(x, y, w, 14, '#4b2f22')
  }
  const lampX = 1010
  return [
    rect(0, 0, 1800, 1200, '#2a1a18'),
    times(
      7,
      (row) =>
        shelf(0, 128 + row * 136, 560) +
        shelf(600, 128 + row * 136, 560) +
        shelf(1200, 128 + row * 136, 600),
    ),
    [560, 1160].map((x) => rect(x, 0, 40, 1000, '#3a241b')).join(''),
    rect(0, 0, 1800, 1200, '#140d1a', 'opacity="0.42"'),
    glow(lampX, 730, 760, '#ffcf7a', 0.8),
    path(
      `M${lampX - 70} 690L${lampX + 70} 690L${lampX + 330} 960L${lampX - 330} 960Z`,
      '#ffe3a3',
      'opacity="0.28"',
    ),
    bust(770, 990, 430, { coat: '#31424f', face: '#c0937a', hair: '#2a1a1c', wears: 'long hair' }),
    rect(0, 950, 1800, 250, '#5b3622'),
    wash(0, 950, 1800, 26, ['#b97b45', '#7a4a2c']),
    rect(lampX - 8, 690, 16, 262, '#2b1c14'),
    rect(lampX - 70, 938, 140, 18, '#2b1c14', 'rx="9"'),
    path(
      `M${lampX - 60} 600L${lampX + 60} 600Q${lampX + 110} 640 ${lampX + 130} 694L${lampX - 130} 694Q${lampX - 110} 640 ${lampX - 60} 600Z`,
      '#2f7a5c',
    ),
    rect(lampX - 130, 688, 260, 10, '#fff1c4'),
    path('M630 956Q700 912 782 948Q862 912 940 956L940 966L630 966Z', '#f7ecd2'),
    line(782, 948, 782, 964, '#c9b58c', 4),
    rect(1220, 908, 250, 20, '#a3443a'),
    rect(1236, 888, 214, 20, '#3f6b6a'),
    rect(1228, 930, 252, 20, '#c98f3e'),
    path('M390 956L400 890L470 890L480 956Z', '#d8c9a6'),
    stroke('M478 900Q512 910 474 936', '#d8c9a6', 9),
  ].join('')
})

const tvStudio = landscape((chance) => {
  const spot = (x: number, lean: number, color: string) =>
    poly(
      [
        [x - 26, 120],
        [x + 26, 120],
        [x + lean + 230, 940],
        [x + lean - 230, 940],
      ],
      color,
      'opacity="0.13"',
    ) +
    path(`M${x - 44} 60L${x + 44} 60L${x + 30} 130L${x - 30} 130Z`, '#0a0e1a') +
    ellipse(x, 130, 30, 8, '#fff4d0')
  const sitter = (x: number, flip: number, looks: Parameters<typeof bust>[3]) =>
    bust(x, 900, 330, looks) +
    path(
      `M${x - 120 * flip} 900Q${x + 10 * flip} 840 ${x + 130 * flip} 890L${x + 150 * flip} 940L${x - 120 * flip} 940Z`,
      looks.coat,
    )
  const wave = (y: number, color: string) =>
    path(
      `M330 ${y}${times(6, (i) => `Q${425 + i * 190} ${y - (i % 2 ? -44 : 44)} ${520 + i * 190} ${y}`)}L1470 760L330 760Z`,
      color,
    )
  return [
    wash(0, 0, 1800, 1200, ['#0c1226', '#1b2444', '#232a4a']),
    clipped(
      rect(330, 220, 1140, 520, '#000', 'rx="18"'),
      wash(330, 220, 1140, 520, ['#e9a15f', '#c9605a', '#5a4076']),
      circle(900, 440, 110, '#fbdc9c'),
      wave(540, '#5a4076'),
      wave(610, '#3d3566'),
      wave(680, '#292a54'),
    ),
    rect(330, 220, 1140, 520, 'none', 'rx="18" stroke="#0a0e1a" stroke-width="16"'),
    rect(0, 36, 1800, 18, '#0a0e1a'),
    [200, 520, 900, 1290, 1600]
      .map((x, i) => spot(x, (2 - i) * 90, i % 2 ? '#9cc4ff' : '#ffdf9e'))
      .join(''),
    ellipse(900, 1000, 760, 110, '#2f3a66'),
    ellipse(900, 990, 700, 92, '#3d4a7c'),
    sitter(640, 1, { coat: '#8c3b46', face: '#c39a80', hair: '#261a1c', wears: 'long hair' }),
    sitter(1170, -1, { coat: '#22405f', face: '#8f6b57', hair: '#141014' }),
    path('M760 960L1040 960L1000 990L800 990Z', '#d8cdb8'),
    rect(880, 985, 40, 70, '#8b8272'),
    rect(842, 926, 22, 34, '#a8c6d2', 'opacity="0.8"'),
    rect(940, 926, 22, 34, '#a8c6d2', 'opacity="0.8"'),
    times(2, (i) => {
      const x = i ? 1560 : 190
      return (
        rect(x - 100, 760, 200, 120, '#05070e', 'rx="14"') +
        path(
          i
            ? `M${x - 100} 790L${x - 170} 766L${x - 170} 874L${x - 100} 850Z`
            : `M${x + 100} 790L${x + 170} 766L${x + 170} 874L${x + 100} 850Z`,
          '#05070e',
        ) +
        circle(x + (i ? 70 : -70), 782, 9, '#e5383b') +
        line(x, 880, x - 90, 1200, '#05070e', 16) +
        line(x, 880, x + 90, 1200, '#05070e', 16) +
        stander(x + (i ? 120 : -120), 1200, 470, mix('#05070e', night, chance() * 0.4))
      )
    }),
  ].join('')
})

export const roomScenes = {
  'library-night': libraryNight,
  'tv-studio': tvStudio,
}
