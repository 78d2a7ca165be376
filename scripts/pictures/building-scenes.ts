/** What stands along a street, and what moves there. */
import {
  between,
  circle,
  ellipse,
  glow,
  line,
  mix,
  path,
  poly,
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { house } from './harbour-things.ts'
import { cloud } from './nature.ts'
import { bust, walker } from './people.ts'
import { landscape } from './scene.ts'

const tramMorning = landscape((chance) => {
  const facade = (x: number, w: number, h: number, wall: string, light: number) =>
    house(chance, x, 960, w, h, {
      wall: mix(wall, '#fff3d6', light),
      window: mix(wall, '#3d3a45', 0.55),
      lit: '#fdf0cd',
      evening: 0.18,
    })
  const glass = (x: number) =>
    rect(x, 640, 112, 120, '#39505c', 'rx="8"') +
    path(`M${x + 14} 752L${x + 70} 648L${x + 102} 648L${x + 46} 752Z`, '#a8c3c5', 'opacity="0.55"')
  return [
    wash(0, 0, 1800, 980, ['#f7e3b5', '#fbeecd', '#fdf6e3']),
    glow(1560, 210, 640, '#fff6d8', 0.95),
    facade(-40, 300, 760, '#b9694f', 0),
    facade(260, 230, 640, '#d29a63', 0.06),
    facade(490, 250, 820, '#8f7f79', 0.1),
    facade(740, 210, 560, '#c8846b', 0.25),
    facade(950, 180, 470, '#b3a394', 0.4),
    facade(1130, 160, 390, '#d6b28a', 0.5),
    facade(1400, 190, 540, '#c58f74', 0.32),
    facade(1590, 260, 740, '#a56f5c', 0.12),
    rect(-40, 300, 1900, 4, '#4b4a52', 'opacity="0.55"'),
    line(0, 420, 1800, 330, '#4b4a52', 3),
    wash(0, 958, 1800, 242, ['#b9a795', '#8d7d74']),
    poly(
      [
        [1800, 958],
        [1800, 1200],
        [300, 1200],
        [1240, 958],
      ],
      '#f9e6bd',
      'opacity="0.35"',
    ),
    times(2, (i) => line(0, 1040 + i * 62, 1800, 1040 + i * 62, '#5f5654', 7)),
    ellipse(820, 1048, 620, 22, '#4a403f', 'opacity="0.45"'),
    path('M250 1010Q232 600 300 580L1330 580Q1400 600 1384 1010Z', '#e2a52b'),
    path('M254 880L1382 880L1384 1010Q1384 1022 1370 1022L266 1022Q250 1022 250 1010Z', '#f4ead4'),
    rect(250, 872, 1134, 12, '#8a5a1c'),
    rect(330, 556, 1000, 30, '#8a5a1c', 'rx="12"'),
    times(8, (i) => glass(312 + i * 128)),
    bust(390, 762, 105, { coat: '#2d3a44', face: '#a58470', hair: '#3a2a25' }),
    bust(640, 762, 100, { coat: '#7b3b3b', face: '#b8937c', hair: '#20191b', wears: 'long hair' }),
    bust(900, 762, 102, { coat: '#36506b', face: '#8b6b5b', hair: '#1c1816', wears: 'cap' }),
    rect(700, 900, 12, 122, '#c9bfa9'),
    rect(960, 900, 12, 122, '#c9bfa9'),
    circle(1340, 940, 24, '#fff7dd'),
    glow(1340, 940, 90, '#fff2c0', 0.7),
    times(
      4,
      (i) =>
        circle(420 + (i % 2) * 120 + (i > 1 ? 640 : 0), 1030, 44, '#3b3536') +
        circle(420 + (i % 2) * 120 + (i > 1 ? 640 : 0), 1030, 17, '#8d8480'),
    ),
    stroke('M820 556L770 470L860 392', '#3b3536', 8),
    line(800, 390, 930, 384, '#3b3536', 8),
    walker(1580, 1150, 230, '#4a3c3e', { step: 0.7, flip: true, bag: true }),
    walker(150, 1165, 210, '#5b4a49', { step: -0.8 }),
    poly(
      [
        [1580, 1150],
        [1120, 1198],
        [1180, 1200],
        [1600, 1158],
      ],
      '#4a403f',
      'opacity="0.35"',
    ),
  ].join('')
})

const customsHouse = landscape((chance) => {
  const stone = '#dba75c'
  const shutter = (x: number, y: number) =>
    rect(x - 8, y - 8, 96, 166, mix(stone, '#fff2d0', 0.45)) +
    rect(x, y, 80, 150, '#3f6f6d') +
    times(9, (i) => rect(x + 5, y + 8 + i * 16, 70, 5, '#345c5b')) +
    rect(x + 38, y, 4, 150, '#2b4d4c') +
    rect(x - 14, y + 152, 108, 12, mix(stone, '#6b4519', 0.35))
  const arch = (x: number) =>
    path(
      `M${x} 1000L${x} 800Q${x} 700 ${x + 80} 700Q${x + 160} 700 ${x + 160} 800L${x + 160} 1000Z`,
      '#5a3f2b',
    ) +
    path(
      `M${x + 42} 1000L${x + 42} 812Q${x + 42} 722 ${x + 104} 706Q${x + 160} 720 ${x + 160} 800L${x + 160} 1000Z`,
      '#2e2019',
    ) +
    stroke(
      `M${x} 1000L${x} 800Q${x} 700 ${x + 80} 700Q${x + 160} 700 ${x + 160} 800L${x + 160} 1000`,
      mix(stone, '#fff2d0', 0.5),
      16,
    )
  return [
    wash(0, 0, 1800, 1000, ['#5aa9c4', '#9fd0d4', '#dfeee0']),
    cloud(400, 190, 260, '#ffffff', 0.75),
    cloud(1420, 130, 200, '#ffffff', 0.55),
    rect(110, 330, 1580, 680, stone),
    rect(110, 330, 1580, 120, mix(stone, '#8a5a22', 0.18)),
    poly(
      [
        [660, 330],
        [900, 190],
        [1140, 330],
      ],
      mix(stone, '#fff2d0', 0.2),
    ),
    poly(
      [
        [700, 322],
        [900, 206],
        [1100, 322],
      ],
      mix(stone, '#8a5a22', 0.3),
    ),
    circle(900, 278, 36, '#f4ead2'),
    line(900, 278, 900, 256, '#5a3f2b', 5),
    line(900, 278, 916, 286, '#5a3f2b', 5),
    rect(80, 318, 1640, 26, mix(stone, '#fff2d0', 0.5)),
    rect(96, 656, 1608, 18, mix(stone, '#fff2d0', 0.45)),
    times(8, (i) => shutter(180 + i * 194, 460)),
    times(8, (i) => arch(140 + i * 194)),
    times(60, () =>
      rect(
        between(chance, 110, 1660),
        between(chance, 350, 980),
        between(chance, 14, 44),
        4,
        '#a9782f',
        'opacity="0.35"',
      ),
    ),
    poly(
      [
        [110, 344],
        [1690, 344],
        [1690, 420],
        [110, 372],
      ],
      '#4a2f12',
      'opacity="0.22"',
    ),
    wash(0, 1000, 1800, 200, ['#efdcb2', '#d9bf8c']),
    poly(
      [
        [110, 1000],
        [1690, 1000],
        [1620, 1046],
        [40, 1046],
      ],
      '#6b4a22',
      'opacity="0.4"',
    ),
    line(300, 1060, 300, 180, '#4a4038', 8),
    times(
      3,
      (i) =>
        ellipse(1380 + i * 90, 1120 + (i % 2) * 20, 15, 11, '#5d5a63') +
        circle(1393 + i * 90, 1110 + (i % 2) * 20, 6, '#5d5a63'),
    ),
    walker(620, 1120, 150, '#5b3b26', { step: 0.7 }),
    poly(
      [
        [620, 1120],
        [700, 1136],
        [716, 1130],
        [628, 1116],
      ],
      '#6b4a22',
      'opacity="0.4"',
    ),
  ].join('')
})

export const buildingScenes = {
  'tram-morning': tramMorning,
  'customs-house': customsHouse,
}
