/** Assemblies, stadiums, and people of whom one writes. */
import {
  at,
  between,
  type Chance,
  circle,
  ellipse,
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
import { gantry } from './harbour-things.ts'
import { cloud, gull, ridge, ripples } from './nature.ts'
import { stander } from './people.ts'
import { landscape, portrait } from './scene.ts'

const assemblyVote = landscape((chance) => {
  const seats: string[] = []
  for (let row = 0; row < 9; row++) {
    const radius = 330 + row * 76
    const count = 13 + row * 3
    for (let i = 0; i < count; i++) {
      const angle = Math.PI * (0.06 + (0.88 * i) / (count - 1)) + Math.PI
      const x = 900 + Math.cos(angle) * radius * 0.92
      const y = 1080 + Math.sin(angle) * radius
      const share = i / (count - 1)
      const yes = share < 0.66 + (chance() - 0.5) * 0.06
      const color = chance() < 0.03 ? '#77809a' : yes ? '#57b98f' : '#c9586a'
      const size = 20 + row * 1.6
      seats.push(
        (yes ? glow(x, y, size * 2.4, color, 0.35) : '') +
          circle(x, y, size, color) +
          path(
            `M${x - size} ${y + size * 0.2}A${size} ${size} 0 0 0 ${x + size} ${y + size * 0.2}Q${x} ${y + size * 0.75} ${x - size} ${y + size * 0.2}Z`,
            '#0b1020',
            'opacity="0.25"',
          ),
      )
    }
  }
  return [
    wash(0, 0, 1800, 1200, ['#161c33', '#1d2745', '#101628']),
    times(10, (i) =>
      ellipse(
        900,
        1080,
        (300 + i * 76) * 0.92,
        300 + i * 76,
        'none',
        'stroke="#2f3d66" stroke-width="3"',
      ),
    ),
    seats.join(''),
    path('M690 1200L730 1000Q900 950 1070 1000L1110 1200Z', '#6b4630'),
    path('M730 1000Q900 950 1070 1000L1062 1036Q900 990 738 1036Z', '#a2714a'),
    circle(900, 1010, 44, '#e0c79a'),
    path('M840 1110Q846 1050 900 1048Q954 1050 960 1110Z', '#e0c79a'),
    glow(900, 1000, 420, '#ffdf9e', 0.35),
  ].join('')
})

const stadiumNight = landscape((chance) => {
  const crowd = (y: number, h: number, count: number) =>
    times(count, () =>
      circle(
        between(chance, 0, 1800),
        y + between(chance, 0, h),
        between(chance, 3.5, 6.5),
        mix(chance() < 0.5 ? '#e4572e' : '#f2c14e', '#1b2036', between(chance, 0.15, 0.7)),
      ),
    )
  const mast = (x: number, lean: number) =>
    line(x, 560, x + lean, 130, '#0b1122', 14) +
    group(
      `transform="rotate(${lean / 6} ${x + lean} 110)"`,
      rect(x + lean - 90, 60, 180, 100, '#0b1122', 'rx="6"'),
      times(10, (i) =>
        circle(x + lean - 68 + (i % 5) * 34, 88 + Math.floor(i / 5) * 44, 13, '#fffbe8'),
      ),
    ) +
    glow(x + lean, 110, 420, '#e9f2ff', 0.7)
  const player = (x: number, y: number, tall: number, shirt: string) =>
    ellipse(x, y + 2, tall * 0.3, tall * 0.06, '#10331f', 'opacity="0.5"') +
    stander(x, y, tall, shirt)
  return [
    wash(0, 0, 1800, 640, ['#0a1028', '#18234a', '#33406f']),
    mast(230, -40),
    mast(1570, 40),
    path('M0 330Q900 210 1800 330L1800 700L0 700Z', '#1b2240'),
    crowd(340, 330, 1500),
    path('M0 330Q900 210 1800 330L1800 352Q900 232 0 352Z', '#4d5b8c'),
    times(14, (i) => {
      const x = 60 + i * 130
      return (
        line(x, 420 + Math.abs(i - 6.5) * 4, x + 30, 360 + Math.abs(i - 6.5) * 4, '#0b1122', 5) +
        poly(
          [
            [x + 30, 360 + Math.abs(i - 6.5) * 4],
            [x + 92, 366 + Math.abs(i - 6.5) * 4],
            [x + 26, 404 + Math.abs(i - 6.5) * 4],
          ],
          i % 2 ? '#e4572e' : '#f2c14e',
        )
      )
    }),
    rect(0, 660, 1800, 46, '#0f1730'),
    times(9, (i) =>
      rect(
        i * 204 + 12,
        668,
        180,
        30,
        ['#e4572e', '#2f7d87', '#f2c14e'][i % 3] ?? '#2f7d87',
        'opacity="0.85"',
      ),
    ),
    rect(0, 704, 1800, 496, '#2f8a4d'),
    times(9, (i) =>
      poly(
        [
          [-700 + i * 355, 1200],
          [-345 + i * 355, 1200],
          [300 + i * 133 + 133, 706],
          [300 + i * 133, 706],
        ],
        i % 2 ? '#2f8a4d' : '#37985a',
      ),
    ),
    poly(
      [
        [0, 706],
        [300, 706],
        [-700, 1200],
        [-900, 1200],
      ],
      '#2f8a4d',
    ),
    poly(
      [
        [1497, 706],
        [1800, 706],
        [1800, 1200],
        [2600, 1200],
      ],
      '#2f8a4d',
    ),
    stroke('M240 730L1560 730M60 1200L440 706M1740 1200L1360 706', '#eaf6ea', 5, 'opacity="0.7"'),
    ellipse(900, 930, 300, 92, 'none', 'stroke="#eaf6ea" stroke-width="6" opacity="0.8"'),
    line(0, 930, 1800, 930, '#eaf6ea', 6, 'opacity="0.8"'),
    player(560, 860, 92, '#e4572e'),
    player(760, 800, 78, '#f2e9d2'),
    player(1010, 985, 122, '#e4572e'),
    player(1140, 1010, 128, '#f2e9d2'),
    player(1340, 840, 86, '#e4572e'),
    player(690, 1080, 150, '#f2e9d2'),
    player(360, 770, 70, '#f2e9d2'),
    circle(1085, 1000, 13, '#ffffff'),
    poly(
      [
        [230, 130],
        [1570, 130],
        [1300, 1200],
        [500, 1200],
      ],
      '#ffffff',
      'opacity="0.05"',
    ),
  ].join('')
})

const goalkeeper = portrait((chance) => {
  const ink = '#241a12'
  const net = (offset: number) =>
    times(17, (i) => line(80 + i * 65, offset, 80 + i * 65, 1220, '#fff1cf', 2, 'opacity="0.35"')) +
    times(16, (i) =>
      line(80, offset + i * 65, 1120, offset + i * 65, '#fff1cf', 2, 'opacity="0.35"'),
    )
  const candle = (x: number, y: number, size: number) =>
    at(
      x,
      y,
      size,
      glow(0, -70, 260, '#ffc861', 0.75),
      rect(-13, -46, 26, 46, '#f4e6c8', 'rx="4"'),
      path('M0 -92Q18 -66 0 -48Q-18 -66 0 -92Z', '#ffe9a8'),
      path('M0 -80Q9 -64 0 -52Q-9 -64 0 -80Z', '#ff9e3d'),
    )
  return [
    wash(0, 0, 1200, 1500, ['#2e1f16', '#6b4420', '#b97a2c', '#3a2616']),
    glow(600, 760, 900, '#ffc456', 0.7),
    net(250),
    rect(66, 220, 28, 1010, '#f6ead2') +
      rect(1106, 220, 28, 1010, '#f6ead2') +
      rect(66, 220, 1068, 30, '#f6ead2'),
    wash(0, 1220, 1200, 280, ['#5a4420', '#2a1d10']),
    times(70, () =>
      line(
        between(chance, 0, 1200),
        between(chance, 1240, 1480),
        between(chance, 0, 1200),
        between(chance, 1240, 1480),
        '#7a5c2a',
        2,
        'opacity="0.12"',
      ),
    ),
    line(0, 1240, 1200, 1240, '#f6ead2', 8, 'opacity="0.7"'),
    ellipse(640, 1262, 330, 26, '#160e08', 'opacity="0.55"'),
    at(
      590,
      760,
      1,
      group(
        'transform="rotate(-28)"',
        stroke('M-30 110L-190 160L-300 90', ink, 62),
        stroke('M0 120L-90 270L-250 300', ink, 64),
        path('M-330 62L-290 50L-272 112L-322 122Z', ink),
        path('M-288 270L-236 276L-240 334L-298 326Z', ink),
        path('M-70 130Q-100 -40 40 -110Q130 -120 150 -50Q120 90 40 150Z', '#c2412d'),
        path('M-70 130Q-100 -40 40 -110Q60 0 -20 140Z', '#8e2a20'),
        stroke('M110 -90L210 -190L330 -230', '#c2412d', 46),
        stroke('M60 -90L150 -230L300 -300', '#a4352a', 46),
        circle(150, -130, 56, '#9a6b4c'),
        path(
          'M96 -120Q84 -196 156 -194Q214 -190 206 -126Q186 -160 150 -158Q112 -158 96 -120Z',
          ink,
        ),
        path('M312 -262L370 -268L376 -206L320 -200Z', '#f0d9a0'),
        path('M282 -334L342 -338L346 -276L292 -270Z', '#f0d9a0'),
      ),
    ),
    circle(880, 318, 58, '#fbf3df'),
    path('M852 300L880 284L908 300L898 332L862 332Z', ink),
    stroke(
      'M880 284L880 262M908 300L934 292M898 332L914 356M862 332L846 356M852 300L826 292',
      ink,
      6,
    ),
    stroke('M700 236Q780 250 806 276M690 300Q760 300 800 306', '#fff1cf', 5, 'opacity="0.5"'),
    candle(150, 1262, 1),
    candle(1050, 1262, 1),
    candle(100, 1400, 1.4),
    candle(1090, 1410, 1.4),
  ].join('')
})

const portraitKassab = portrait((chance: Chance) =>
  [
    wash(0, 0, 1200, 1500, ['#f1c8ae', '#eaa68c', '#d9806f']),
    circle(840, 470, 250, '#f7dcc0', 'opacity="0.8"'),
    cloud(260, 240, 260, '#f9e2cf', 0.6),
    ridge(chance, { y: 1010, lift: 160, rough: 0.4, w: 1200 }, '#c47a75', 1500),
    gantry(250, 1120, 560, '#a9626a'),
    gantry(1040, 1120, 420, '#b86f70'),
    wash(0, 1110, 1200, 390, ['#b76a6c', '#7d4b5e']),
    ripples(chance, {
      top: 1120,
      bottom: 1480,
      count: 60,
      color: '#f6cdb3',
      opacity: 0.35,
      to: 1200,
    }),
    gull(930, 260, 30, '#a0565c'),
    gull(1010, 220, 20, '#a0565c'),
    path('M180 1500Q200 1210 430 1130L520 1080L760 1090L800 1140Q1010 1230 1040 1500Z', '#23364a'),
    path('M520 1080L610 1240L760 1090L800 1140L640 1420L440 1126Z', '#31495f'),
    path('M560 1090L610 1240L740 1092Z', '#e8ddc8'),
    path('M500 1120L520 900L770 910L760 1090Q640 1170 500 1120Z', '#8f5f4b'),
    path(
      'M470 640Q460 520 600 500Q760 490 800 620L812 700L862 800Q868 826 832 834L828 880L812 900L820 930Q822 980 760 990L690 992Q640 1000 600 960Q480 900 470 640Z',
      '#a97358',
    ),
    path(
      'M640 930Q700 1000 820 930Q822 980 760 990L690 992Q640 1000 560 930Q520 880 500 800Q560 860 640 930Z',
      '#4a342e',
      'opacity="0.75"',
    ),
    path('M470 640Q470 720 500 800L540 800Q560 740 548 690L560 640L620 610Z', '#3a2a28'),
    ellipse(575, 770, 34, 52, '#99654c'),
    stroke('M566 750Q592 760 576 796', '#7a4d3b', 6),
    path(
      'M430 640Q420 450 620 420Q800 410 836 560Q930 570 960 612Q900 636 800 622Q620 600 430 640Z',
      '#22303d',
    ),
    path('M430 640Q420 450 620 420Q540 500 520 622Z', '#182430'),
    stroke('M440 628Q620 590 830 612', '#3c5063', 8),
    stroke('M748 682Q786 668 806 680', '#3a2a28', 12),
    path('M768 716Q790 706 808 718Q790 730 768 716Z', '#2a1d1b'),
    stroke('M782 884Q800 892 824 884', '#6a3f35', 7),
  ].join(''),
)

export const publicScenes = {
  'assembly-vote': assemblyVote,
  'stadium-night': stadiumNight,
  goalkeeper,
  'portrait-kassab': portraitKassab,
}
