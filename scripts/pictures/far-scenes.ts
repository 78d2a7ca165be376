/** Dam, desert and ice. */
import {
  at,
  between,
  blurred,
  circle,
  ellipse,
  fade,
  glow,
  group,
  line,
  mix,
  path,
  poly,
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { cloud, pine, ridge, stars } from './nature.ts'
import { walker } from './people.ts'
import { landscape } from './scene.ts'

const damWall = landscape((chance) => {
  const ring = (y: number, color: string, thick: number) =>
    stroke(`M0 ${y}Q330 ${y + 70} 620 ${y - 30}`, color, thick) +
    stroke(`M1800 ${y + 20}Q1560 ${y + 80} 1250 ${y - 20}`, color, thick)
  const bend = (i: number) => Math.sin((i / 8) * Math.PI)
  return [
    wash(0, 0, 1800, 620, ['#7db4cf', '#b9d7d8', '#f0e4c6']),
    circle(360, 210, 74, '#fff8e0'),
    cloud(1240, 170, 280, '#ffffff', 0.7),
    ridge(chance, { y: 520, lift: 330, rough: 0.5 }, '#c9a677', 1200),
    ridge(chance, { y: 600, lift: 260, rough: 0.55 }, '#b58a58', 1200),
    path('M0 430Q260 500 520 640L660 1200L0 1200Z', '#a2713f'),
    path('M1800 420Q1560 500 1330 640L1180 1200L1800 1200Z', '#96673a'),
    times(8, (i) => ring(700 + i * 42, i % 2 ? '#c99c66' : '#dfbe8d', 12)),
    path('M430 420Q900 560 1400 420L1290 1010Q900 1100 560 1010Z', '#cfcac0'),
    path('M430 420Q900 560 1400 420L1392 470Q900 612 440 470Z', '#e7e3da'),
    path('M505 760Q900 872 1338 760L1290 1010Q900 1100 560 1010Z', '#b9b2a4'),
    times(5, (i) =>
      stroke(
        `M${478 + i * 16} ${640 + i * 62}Q900 ${760 + i * 66} ${1362 - i * 14} ${640 + i * 62}`,
        '#a39b8c',
        5,
        'opacity="0.8"',
      ),
    ),
    times(9, (i) =>
      line(
        520 + i * 96,
        470 + bend(i) * 70,
        590 + i * 80,
        1010 + bend(i) * 45,
        '#aaa294',
        3,
        'opacity="0.7"',
      ),
    ),
    times(5, (i) => rect(690 + i * 105, 520 - Math.abs(i - 2) * 12, 44, 60, '#5b6166', 'rx="6"')),
    rect(860, 330, 96, 140, '#d8d3c8') +
      poly(
        [
          [850, 330],
          [908, 286],
          [966, 330],
        ],
        '#8e5d43',
      ),
    path('M440 980Q900 1060 1390 970Q1500 1080 1560 1200L280 1200Q340 1070 440 980Z', '#2f8d9c'),
    path('M520 1010Q900 1074 1330 1000L1350 1030Q900 1108 500 1040Z', '#7fc4c8', 'opacity="0.7"'),
    times(30, () => {
      const y = between(chance, 1060, 1190)
      const x = between(chance, 380, 1380)
      return line(x, y, x + between(chance, 40, 150), y, '#cdeef0', 3, 'opacity="0.5"')
    }),
    times(20, (i) =>
      pine(
        i < 10 ? between(chance, 0, 260) : between(chance, 1590, 1800),
        between(chance, 470, 620),
        between(chance, 50, 100),
        '#5f6b3f',
      ),
    ),
  ].join('')
})

const saltRailway = landscape((chance) => {
  const carriage = (x: number) =>
    rect(x, 742, 178, 74, '#2b2f55', 'rx="8"') +
    rect(x, 742, 178, 12, '#c2553f', 'rx="6"') +
    times(5, (i) => rect(x + 14 + i * 32, 764, 21, 24, '#ffd98c', 'rx="3"')) +
    times(4, (i) => circle(x + 28 + i * 40, 820, 10, '#15182f')) +
    rect(x + 178, 796, 12, 8, '#15182f')
  const train = times(7, (i) => carriage(186 + i * 190))
  const { def, paint } = fade(['#f3eef7', '#cfc4e0', '#9d8fc0'])
  const crack = () => {
    const x = between(chance, 0, 1800)
    const y = 860 + chance() ** 1.4 * 330
    const r = 20 + (y - 850) * 0.28
    const points = Array.from({ length: 6 }, (_, i): [number, number] => {
      const angle = (i / 6) * Math.PI * 2 + between(chance, -0.25, 0.25)
      return [x + Math.cos(angle) * r * 1.5, y + Math.sin(angle) * r * 0.42]
    })
    return poly(points, 'none', 'stroke="#8d7fb4" stroke-width="2.4" opacity="0.4"')
  }
  const mast = (x: number) =>
    line(x, 836, x, 700, '#2a1f45', 6) + line(x - 30, 712, x + 30, 712, '#2a1f45', 5)
  return [
    wash(0, 0, 1800, 860, ['#10123a', '#2a2464', '#6a4687', '#c9748a', '#f3b78d']),
    stars(chance, 260, 560, '#fdf6ff'),
    blurred(26, path('M200 -40L520 -40L1500 620L1250 640Z', '#cdbcf0', 'opacity="0.16"')),
    circle(1430, 250, 62, '#fbf1dc'),
    circle(1412, 236, 12, '#e6d8c0'),
    circle(1446, 270, 16, '#e6d8c0'),
    path('M0 760Q250 560 520 720Q700 600 980 740Q1240 560 1800 760L1800 880L0 880Z', '#5a3a72'),
    path('M0 800Q340 640 700 800Q1080 690 1330 810Q1560 700 1800 800L1800 880L0 880Z', '#45305f'),
    path('M520 720Q600 690 640 880L420 880Z', '#33244e', 'opacity="0.6"'),
    def,
    rect(0, 836, 1800, 364, paint),
    times(56, crack),
    glow(1660, 800, 420, '#ffe3a3', 0.7),
    train,
    path('M1516 816L1516 734Q1640 730 1690 790L1700 816Z', '#2b2f55'),
    path('M1516 746L1516 734Q1600 731 1650 750Z', '#c2553f'),
    path('M1600 756Q1640 762 1662 786L1600 786Z', '#9fc3d6'),
    times(4, (i) => circle(1544 + i * 40, 820, 10, '#15182f')),
    circle(1694, 796, 10, '#fff6d4'),
    poly(
      [
        [1700, 790],
        [1800, 760],
        [1800, 860],
        [1700, 806],
      ],
      '#ffe9b0',
      'opacity="0.55"',
    ),
    line(0, 834, 1800, 834, '#4a3c66', 6),
    times(60, (i) => rect(i * 31, 836, 16, 5, '#4a3c66')),
    blurred(4, group('transform="translate(0 1668) scale(1 -1)" opacity="0.22"', train)),
    times(9, (i) => mast(90 + i * 220)),
    stroke(`M0 720${times(9, (i) => `Q${-20 + i * 220} 742 ${90 + i * 220} 712`)}`, '#2a1f45', 2),
  ].join('')
})

const iceLibrary = landscape((chance) => {
  const spines = ['#a3443a', '#3f6b6a', '#c98f3e', '#5b4a6b']
  const curtain = (x: number, color: string, tall: number) =>
    blurred(
      20,
      path(
        `M${x} 700Q${x + 120} 480 ${x + 40} 240Q${x - 20} 80 ${x + 170} ${-tall}L${x + 420} ${-tall}Q${x + 240} 130 ${x + 300} 280Q${x + 380} 520 ${x + 230} 700Z`,
        color,
        'opacity="0.34"',
      ),
    )
  const smoke = blurred(
    8,
    ellipse(150, -470, 40, 24, '#dbe7f2', 'opacity="0.7"'),
    ellipse(190, -530, 56, 30, '#dbe7f2', 'opacity="0.5"'),
    ellipse(250, -590, 70, 34, '#dbe7f2', 'opacity="0.3"'),
  )
  const cabin = at(
    960,
    880,
    1,
    path(
      'M-260 30Q-330 30 -340 -20',
      'none',
      'stroke="#3a241c" stroke-width="16" stroke-linecap="round"',
    ),
    rect(-290, 20, 580, 18, '#3a241c', 'rx="9"'),
    rect(-210, -8, 20, 30, '#3a241c') + rect(190, -8, 20, 30, '#3a241c'),
    rect(-250, -230, 500, 224, '#9a4a34'),
    times(6, (i) => line(-250, -200 + i * 38, 250, -200 + i * 38, '#7d3a2a', 4)),
    path('M-300 -220L0 -390L300 -220Z', '#f2f6fb'),
    path('M-300 -220L-262 -220L0 -368L262 -220L300 -220L0 -390Z', '#cfdcec'),
    rect(120, -420, 40, 110, '#6b3526'),
    smoke,
    rect(-210, -190, 190, 130, '#ffd98c'),
    times(12, (i) =>
      rect(-202 + i * 15, -150 + (i % 3) * 6, 11, 84 - (i % 3) * 6, spines[i % 4] ?? '#a3443a'),
    ),
    line(-115, -190, -115, -60, '#6b3526', 7),
    rect(50, -170, 100, 164, '#5a2c20'),
    rect(70, -150, 60, 60, '#ffd98c'),
    glow(-115, -120, 260, '#ffd27a', 0.6),
  )
  const horse = (x: number) =>
    at(
      x,
      884,
      1.15,
      path(
        'M-70 -60Q-74 -96 -30 -96L34 -96Q52 -104 66 -138L88 -160L96 -148L112 -128L104 -116L84 -118Q78 -84 60 -62L58 -20L60 24L48 24L42 -30L-34 -32L-46 24L-58 24L-56 -26Z',
        '#2b2638',
      ),
      path('M-68 -84Q-96 -70 -90 -24Q-78 -44 -62 -60Z', '#1d1a28'),
      path('M60 -138Q40 -110 40 -94L56 -98Q66 -120 88 -158Z', '#1d1a28'),
    )
  return [
    wash(0, 0, 1800, 840, ['#071433', '#0d2650', '#1c4a68', '#4f8a8e']),
    stars(chance, 200, 640, '#eefbff'),
    curtain(150, '#5df2a5', 60),
    curtain(560, '#7ef7c0', 90),
    curtain(1010, '#48d6b8', 60),
    curtain(1330, '#9a8cf0', 70),
    ridge(chance, { y: 760, lift: 210, rough: 0.5 }, '#12304f', 840),
    times(44, (i) =>
      pine(
        i * 42 + between(chance, -16, 16),
        812 + between(chance, -4, 10),
        between(chance, 90, 190),
        mix('#0c2239', '#16384f', chance()),
      ),
    ),
    wash(0, 806, 1800, 394, ['#bfe0e4', '#8fbfd0', '#5a8fae']),
    blurred(
      14,
      path('M300 830L760 830L900 1200L200 1200Z', '#a6f5d0', 'opacity="0.35"'),
      path('M1050 830L1350 830L1500 1200L1130 1200Z', '#a6f5d0', 'opacity="0.25"'),
    ),
    times(20, () => {
      const x = between(chance, 0, 1700)
      const y = between(chance, 850, 1180)
      const crack = `M${x} ${y}l${between(chance, 40, 160)} ${between(chance, -14, 14)}l${between(chance, 30, 90)} ${between(chance, 8, 30)}`
      return stroke(crack, '#f4fdff', 3, 'opacity="0.6"')
    }),
    ellipse(960, 922, 420, 22, '#2d5a78', 'opacity="0.4"'),
    cabin,
    horse(1410),
    horse(1500),
    stroke('M1250 866Q1320 850 1346 812', '#2b2638', 6),
    walker(1668, 912, 176, '#1d2233', { step: 0.7 }),
    line(1690, 850, 1690, 690, '#1d2233', 6),
    path('M1690 694Q1730 680 1764 702Q1734 716 1690 740Z', '#e1563f'),
    path('M0 1200L0 1130Q300 1080 620 1150Q900 1190 1100 1200Z', '#eef8fb'),
    path('M1800 1200L1800 1120Q1560 1110 1380 1170L1320 1200Z', '#e0f0f6'),
  ].join('')
})

export const farScenes = {
  'dam-wall': damWall,
  'salt-railway': saltRailway,
  'ice-library': iceLibrary,
}
