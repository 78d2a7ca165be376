/** The barrier, the lighthouse, and the pier as it was. */
import {
  between,
  blurred,
  circle,
  ellipse,
  glow,
  group,
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
import { bollard, sailboat } from './harbour-things.ts'
import { cloud, glitter, ridge, ripples, stars } from './nature.ts'
import { stander } from './people.ts'
import { landscape, portrait } from './scene.ts'

const floodBarrier = landscape((chance) => {
  const steel = '#26384c'
  const tower = (x: number) =>
    path(`M${x - 62} 930L${x - 48} 560Q${x} 470 ${x + 48} 560L${x + 62} 930Z`, steel) +
    path(
      `M${x - 62} 930L${x - 48} 560Q${x - 30} 500 ${x} 492L${x} 930Z`,
      mix(steel, '#7e97b0', 0.25),
    ) +
    rect(x - 12, 600, 24, 34, '#ffd88b', 'rx="4"') +
    glow(x, 616, 120, '#ffd88b', 0.45)
  const towers = [210, 670, 1130, 1590]
  const swell = (y: number, fill: string, tall: number, shift: number) => {
    const crest = times(91, (i) => {
      const x = i * 20
      const rise = (0.5 + 0.5 * Math.sin(x / 118 + shift)) ** 2.4
      const roll = 0.35 * Math.sin(x / 47 + shift * 2.3)
      return `L${x} ${(y - tall * (rise + roll * 0.4)).toFixed(1)}`
    })
    return (
      path(`M0 1200${crest}L1800 1200Z`, fill) +
      stroke(crest.replace('L', 'M'), '#c8d6e4', 3, 'opacity="0.22"')
    )
  }
  return [
    wash(0, 0, 1800, 950, ['#0d1526', '#1c2b45', '#3a4d69', '#6b7a8f']),
    glow(980, 300, 560, '#dfe9f5', 0.55),
    circle(980, 300, 150, '#f2f1e4'),
    circle(935, 265, 24, '#dcdccf'),
    circle(1015, 345, 34, '#dcdccf'),
    circle(1030, 250, 16, '#dcdccf'),
    blurred(26, cloud(620, 330, 560, '#2b3a54', 0.9), cloud(1360, 440, 520, '#33435e', 0.9)),
    blurred(12, cloud(1080, 400, 420, '#1d2a43', 0.75)),
    towers
      .slice(0, -1)
      .map((x) => {
        const gate = path(
          `M${x + 40} 720Q${x + 230} 660 ${x + 420} 720L${x + 420} 960L${x + 40} 960Z`,
          '#41566d',
        )
        const ribs = times(6, (i) => rect(x + 84 + i * 62, 700, 8, 250, '#31455b'))
        return gate + ribs + rect(x + 40, 800, 380, 12, '#2b3d52')
      })
      .join(''),
    path('M0 720Q90 680 170 720L170 960L0 960Z', '#41566d'),
    path('M1630 720Q1720 680 1800 720L1800 960L1630 960Z', '#41566d'),
    rect(0, 925, 1800, 275, '#2a3d54'),
    towers.map(tower).join(''),
    swell(985, '#2a3d54', 62, 0.4),
    glitter(chance, 980, 940, 1190, 130, '#dfe6ea'),
    swell(1065, '#1c2c42', 78, 2.1),
    swell(1150, '#121e31', 86, 4.4),
    times(90, () => {
      const x = between(chance, -100, 1800)
      const y = between(chance, 0, 1150)
      return line(x, y, x + 34, y + 92, '#c9d6e6', 1.6, 'opacity="0.25"')
    }),
  ].join('')
})

const lighthouse = portrait((chance) => {
  const beam = (dx: number, dy: number, spread: number, strength: number) =>
    times(3, (i) =>
      poly(
        [
          [640, 392],
          [640 + dx, 392 + dy - spread * (1 - i * 0.22)],
          [640 + dx, 392 + dy + spread * (1 - i * 0.22)],
        ],
        '#ffe9ae',
        `opacity="${strength * 0.36}"`,
      ),
    )
  return [
    wash(0, 0, 1200, 1180, ['#0b1230', '#15235a', '#2f4b8c', '#6d84b4']),
    stars(chance, 210, 900, '#f2f5ff', 1200),
    beam(-900, -210, 170, 0.6),
    beam(900, 150, 150, 0.4),
    ridge(chance, { y: 1120, lift: 110, rough: 0.3, w: 1200 }, '#2a3d75', 1200),
    wash(0, 1110, 1200, 390, ['#38508c', '#182859', '#0a1230']),
    ripples(chance, {
      top: 1120,
      bottom: 1480,
      count: 70,
      color: '#ffe2a0',
      opacity: 0.22,
      to: 1200,
    }),
    path('M260 1240Q420 1120 560 1130L760 1128Q960 1140 1200 1260L1200 1500L180 1500Z', '#0a1026'),
    times(26, () =>
      ellipse(
        between(chance, 260, 1180),
        between(chance, 1200, 1480),
        between(chance, 30, 90),
        between(chance, 20, 46),
        pick(chance, ['#111a3a', '#0d1530', '#172247']),
      ),
    ),
    path('M560 1140L592 470L688 470L720 1140Z', '#e9e4d6'),
    [0, 1, 2, 3]
      .map((i) => {
        const top = 540 + i * 160
        const half = (y: number) => 48 + ((y - 470) / 670) * 32
        return poly(
          [
            [640 - half(top), top],
            [640 + half(top), top],
            [640 + half(top + 80), top + 80],
            [640 - half(top + 80), top + 80],
          ],
          '#b8323a',
        )
      })
      .join(''),
    path('M648 470L688 470L720 1140L660 1140Z', '#0b1230', 'opacity="0.35"'),
    rect(570, 452, 140, 20, '#10183a'),
    rect(598, 350, 84, 104, '#ffe9ae'),
    times(4, (i) => rect(596 + i * 28, 350, 5, 104, '#10183a')),
    path('M586 352Q640 270 694 352Z', '#b8323a'),
    line(640, 312, 640, 262, '#10183a', 6),
    glow(640, 395, 260, '#fff1c2', 0.9),
    rect(622, 1050, 36, 90, '#10183a', 'rx="18"'),
    rect(628, 700, 24, 34, '#ffe2a0', 'rx="4"'),
  ].join('')
})

const oldPier = landscape((chance) => {
  const ink = '#5a3f2a'
  return [
    rect(0, 0, 1800, 1200, '#e9d6b4'),
    wash(70, 70, 1660, 1060, ['#dcc398', '#ead7b0', '#d3b487']),
    group(
      '',
      cloud(540, 270, 330, '#f3e5c8', 0.7),
      cloud(1290, 220, 250, '#f3e5c8', 0.6),
      ridgeInside(),
    ),
    wash(70, 760, 1660, 370, ['#c6a578', '#a8855a', '#8a6845']),
    ripples(chance, {
      top: 775,
      bottom: 1110,
      count: 70,
      color: '#efdcb8',
      opacity: 0.45,
      from: 200,
      to: 1500,
    }),
    rect(70, 850, 1050, 34, ink),
    times(9, (i) => rect(110 + i * 118, 880, 24, 250, mix(ink, '#2d1d10', 0.3))),
    path('M300 850L350 560L420 560L470 850Z', mix(ink, '#8a6845', 0.2)),
    rect(318, 480, 150, 96, ink),
    path('M318 480L392 430L468 480Z', ink),
    line(440, 500, 860, 250, ink, 20),
    line(440, 540, 860, 250, ink, 8),
    times(7, (i) => line(470 + i * 55, 520 - i * 36, 480 + i * 55, 482 - i * 33, ink, 6)),
    line(860, 250, 860, 610, ink, 5),
    path('M838 610L882 610L874 650L846 650Z', ink),
    rect(250, 420, 36, 150, ink),
    blurred(14, ellipse(300, 350, 90, 40, '#efe1c4'), ellipse(390, 300, 110, 46, '#efe1c4')),
    sailboat(1390, 890, 430, mix(ink, '#000000', 0.2), '#f3e6c9'),
    times(5, (i) => stander(640 + i * 66, 852, 118 + (i % 3) * 8, '#3e2a1b')),
    bollard(1090, 852, 44, '#3e2a1b'),
    times(240, () =>
      circle(
        between(chance, 80, 1720),
        between(chance, 80, 1120),
        between(chance, 0.6, 2),
        '#6b4b30',
        'opacity="0.22"',
      ),
    ),
    stroke('M1600 70L1560 210L1590 330', '#f6ead0', 3, 'opacity="0.8"'),
    stroke('M70 1010L210 990L330 1012', '#f6ead0', 2.5, 'opacity="0.7"'),
    rect(70, 70, 1660, 1060, 'none', 'stroke="#f4e7cc" stroke-width="10"'),
    poly(
      [
        [1730, 1130],
        [1640, 1130],
        [1730, 1040],
      ],
      '#e2cda6',
    ),
  ].join('')

  function ridgeInside(): string {
    return group(
      'transform="translate(70 0) scale(0.922 1)"',
      ridge(chance, { y: 740, lift: 200, rough: 0.4 }, '#bd9c6e', 762),
      ridge(chance, { y: 760, lift: 110, rough: 0.5 }, '#a5825a', 762),
    )
  }
})

export const coastScenes = {
  'flood-barrier': floodBarrier,
  lighthouse,
  'pier-1986': oldPier,
}
