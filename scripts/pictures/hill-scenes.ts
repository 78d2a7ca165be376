/** Hills, olives and valleys. */
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
  poly,
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { cloud, oliveTree, pine, ridge } from './nature.ts'
import { walker } from './people.ts'
import { landscape } from './scene.ts'

const oliveTerraces = landscape((chance) => {
  const terrace = (y: number, bow: number, fill: string, wall: string) =>
    path(
      `M0 ${y}Q600 ${y - bow} 1100 ${y - bow * 0.3}T1800 ${y - bow * 0.6}L1800 1200L0 1200Z`,
      fill,
    ) +
    stroke(`M0 ${y}Q600 ${y - bow} 1100 ${y - bow * 0.3}T1800 ${y - bow * 0.6}`, wall, 10) +
    times(42, (i) => {
      const x = i * 44 + between(chance, -12, 12)
      return ellipse(
        x,
        heightAt(x, y, bow) + between(chance, 4, 14),
        between(chance, 10, 20),
        6,
        wall,
        'opacity="0.7"',
      )
    })
  const heightAt = (x: number, y: number, bow: number): number => {
    const curve = (a: number, b: number, c: number, t: number) =>
      (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
    if (x < 1100) return curve(y, y - bow, y - bow * 0.3, x / 1100)
    return curve(y - bow * 0.3, y + bow * 0.4, y - bow * 0.6, (x - 1100) / 700)
  }
  const rows = [
    [640, 120, '#b9c98a', '#d9cfa5', 46],
    [740, 150, '#9fb872', '#cfc294', 66],
    [860, 170, '#83a35f', '#bfb083', 92],
    [1010, 190, '#64884c', '#a99b70', 130],
    [1180, 180, '#486b3c', '#8b8060', 178],
  ] as const
  return [
    wash(0, 0, 1800, 760, ['#f2d58d', '#f7e8b9', '#e3ecc6']),
    glow(1420, 240, 560, '#fff8d8', 0.95),
    circle(1420, 250, 92, '#fffbe6'),
    cloud(460, 190, 300, '#fff7dd', 0.8),
    ridge(chance, { y: 560, lift: 260, rough: 0.4 }, '#c5cfae', 900),
    ridge(chance, { y: 600, lift: 190, rough: 0.45 }, '#a9ba90', 900),
    rows
      .map(([y, bow, fill, wall, size], row) => {
        const count = Math.round(1900 / (size * 2.3))
        const trees = times(count, (i) => {
          const x = i * size * 2.3 + between(chance, -size * 0.5, size * 0.5) + (row % 2) * size
          const foot = heightAt(Math.min(1800, Math.max(0, x)), y, bow) + size * 0.35
          const leaf = mix('#7d9a72', '#3f5f3c', row / 5)
          return oliveTree(chance, x, foot, size, leaf, mix('#cfdcae', '#9fbd7c', row / 5))
        })
        return terrace(y, bow, fill, wall) + trees
      })
      .join(''),
    walker(820, 1090, 120, '#2c2a20', { step: 0.7, bag: true }),
    walker(930, 1100, 112, '#3a2c22', { step: -0.6 }),
  ].join('')
})

const oliveBranch = landscape((chance) => {
  const leaf = (x: number, y: number, long: number, turn: number, front: boolean) =>
    group(
      `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)})"`,
      path(
        `M0 0Q${long * 0.45} ${-long * 0.17} ${long} 0Q${long * 0.45} ${long * 0.17} 0 0Z`,
        front ? '#6f8f58' : '#c3cdb0',
      ),
      path(`M0 0Q${long * 0.45} ${-long * 0.17} ${long} 0Z`, front ? '#86a56b' : '#dbe2ca'),
      line(0, 0, long * 0.94, 0, front ? '#53713f' : '#a5b28e', 3),
    )
  const olive = (x: number, y: number, r: number, turn: number, color: string) =>
    group(
      `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(0)})"`,
      line(0, -r * 1.9, 0, -r * 1.2, '#6b6a3c', 6),
      ellipse(0, 0, r, r * 1.32, color),
      path(
        `M${-r * 0.2} ${r * 1.28}A${r} ${r * 1.32} 0 0 0 ${r * 0.75} ${-r * 0.85}Q${r * 0.5} ${r * 0.6} ${-r * 0.2} ${r * 1.28}Z`,
        '#150f1c',
        'opacity="0.35"',
      ),
      ellipse(
        -r * 0.36,
        -r * 0.48,
        r * 0.17,
        r * 0.34,
        '#ffffff',
        'opacity="0.55" transform="rotate(24)"',
      ),
    )
  const stem = (t: number): readonly [number, number] => {
    const u = 1 - t
    return [
      u ** 3 * -60 + 3 * u * u * t * 560 + 3 * u * t * t * 1150 + t ** 3 * 1660,
      u ** 3 * 420 + 3 * u * u * t * 430 + 3 * u * t * t * 640 + t ** 3 * 690,
    ]
  }
  const skins = ['#3b2440', '#5a3a54', '#2c2136', '#6f7a3a']
  const spots = Array.from({ length: 17 }, (_, i) => stem(0.07 + i * 0.056))
  const bokeh = times(22, () =>
    circle(
      between(chance, 0, 1800),
      between(chance, 0, 1200),
      between(chance, 40, 150),
      mix('#b9c795', '#f6edcf', chance()),
      'opacity="0.55"',
    ),
  )
  return [
    wash(0, 0, 1800, 1200, ['#efe7cf', '#e4dcc0', '#d3cdb0']),
    blurred(34, bokeh),
    spots
      .map(([x, y], i) =>
        leaf(
          x,
          y,
          between(chance, 230, 320),
          (i % 2 ? 52 : -58) + between(chance, -22, 22),
          i % 3 === 0,
        ),
      )
      .join(''),
    stroke('M-60 420C560 450 1150 640 1660 690', '#7a6a45', 20),
    stroke('M-60 414C560 444 1150 634 1660 684', '#a3905f', 6),
    spots
      .slice(2)
      .map(([x, y], i) =>
        leaf(
          x,
          y,
          between(chance, 200, 290),
          (i % 2 ? -34 : 30) + between(chance, -16, 16),
          i % 2 === 0,
        ),
      )
      .join(''),
    spots
      .filter((_, i) => i % 2 === 1)
      .map(
        ([x, y], i) =>
          olive(
            x + between(chance, -30, 30),
            y + between(chance, 118, 160),
            between(chance, 58, 74),
            between(chance, -18, 18),
            skins[i % 4] ?? '#3b2440',
          ) + (i % 2 ? olive(x + 96, y + 150, 54, -14, '#4a2d4a') : ''),
      )
      .join(''),
  ].join('')
})

const aureliaValley = landscape((chance) => {
  const layers = ['#a99bc9', '#8a86bd', '#6d79a9', '#4f6f8f', '#3b6674']
  const roof = '#c2593f'
  const cottage = (x: number, y: number) =>
    rect(x, y - 26, 30, 26, '#f4e6cf') +
    poly(
      [
        [x - 5, y - 26],
        [x + 15, y - 46],
        [x + 35, y - 26],
      ],
      roof,
    )
  return [
    wash(0, 0, 1800, 800, ['#7f86c8', '#c7a9cf', '#f3c6bb', '#fbe6c8']),
    circle(700, 300, 80, '#fff6e2'),
    glow(700, 300, 420, '#fff3d9', 0.8),
    layers
      .map(
        (color, i) =>
          ridge(
            chance,
            { y: 640 + i * 62, lift: 470 - i * 70, rough: 0.66 - i * 0.05, steps: 8 },
            color,
            1200,
          ) + blurred(22, ellipse(900, 690 + i * 60, 1000, 34, '#fbe9dc', 'opacity="0.28"')),
      )
      .join(''),
    path('M0 830Q380 800 640 900Q400 1010 0 1060Z', '#3d7a5c'),
    path('M1800 800Q1380 790 1130 900Q1400 1020 1800 1080Z', '#34705a'),
    path(
      'M868 836Q1010 870 900 912Q700 968 860 1030Q1060 1090 760 1200L1270 1200Q1330 1080 1080 1016Q940 970 1040 918Q1110 872 900 832Z',
      '#bfe0e6',
    ),
    path(
      'M900 836Q1040 874 940 914Q770 966 930 1030Q1150 1096 930 1200L1120 1200Q1220 1090 1010 1020Q870 966 990 914Q1080 872 905 834Z',
      '#e9f6f2',
      'opacity="0.75"',
    ),
    path('M0 1010Q420 960 690 1070Q760 1110 720 1200L0 1200Z', '#245a49'),
    path('M1800 1030Q1480 980 1280 1090Q1240 1140 1290 1200L1800 1200Z', '#1f5145'),
    times(26, () =>
      pine(
        between(chance, 0, 610),
        1060 + between(chance, -30, 120),
        between(chance, 90, 190),
        '#173f37',
      ),
    ),
    times(22, () =>
      pine(
        between(chance, 1360, 1800),
        1080 + between(chance, -30, 110),
        between(chance, 90, 190),
        '#14392f',
      ),
    ),
    times(9, (i) => cottage(1190 + i * 44, 915 + (i % 3) * 20)),
    rect(1372, 836, 22, 66, '#f4e6cf') +
      poly(
        [
          [1366, 836],
          [1383, 800],
          [1400, 836],
        ],
        roof,
      ),
  ].join('')
})

export const hillScenes = {
  'olive-terraces': oliveTerraces,
  'olive-branch': oliveBranch,
  'aurelia-valley': aureliaValley,
}
