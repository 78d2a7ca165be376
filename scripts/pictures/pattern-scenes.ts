/** Thread, and what can be drawn from numbers. */
import {
  at,
  circle,
  ellipse,
  glow,
  group,
  line,
  mix,
  path,
  pick,
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { numeral } from './numerals.ts'
import { landscape, portrait } from './scene.ts'

const embroidery = portrait((chance) => {
  const cell = 15
  const across = 80
  const down = 100
  const cross = (cx: number, cy: number, color: string) => {
    const x = cx * cell
    const y = cy * cell
    return (
      line(x + 2.5, y + 2.5, x + cell - 2.5, y + cell - 2.5, mix(color, '#000000', 0.22), 4.6) +
      line(x + cell - 2.5, y + 2.5, x + 2.5, y + cell - 2.5, color, 4.6)
    )
  }
  const red = '#c8262f'
  const rose = '#e0575a'
  const green = '#3f8f5f'
  const gold = '#e0ae45'
  const star = (x: number, y: number): string | null => {
    const a = Math.abs(x)
    const b = Math.abs(y)
    if (a + b <= 1) return gold
    if (a + b === 2) return green
    if (a === b && a <= 6) return rose
    if (a <= 8 && b <= 8 && (a === 8 || b === 8) && Math.min(a, b) <= 3) return red
    if (a + b >= 4 && a + b <= 8 && Math.abs(a - b) >= 2 && (a + b) % 2 === 0) return red
    if (a + b === 11 && Math.min(a, b) >= 1 && Math.min(a, b) <= 4) return green
    return null
  }
  const cypress = (x: number, y: number): string | null => {
    const a = Math.abs(x)
    if (y < -9 || y > 9) return null
    if (a === 0) return y > 5 ? gold : green
    if (y <= 5 && a <= Math.floor((y + 10) / 4) && (y + a) % 3 !== 0) return green
    return null
  }
  const colorAt = (cx: number, cy: number): string | null => {
    const edge = Math.min(cx, across - 1 - cx, cy, down - 1 - cy)
    if (edge === 2 || edge === 8) return red
    if (edge > 2 && edge < 8) {
      const along = edge === Math.min(cx, across - 1 - cx) ? cy : cx
      const wave = Math.abs((along % 10) - 5)
      return wave === edge - 3 ? gold : wave + 1 === edge - 3 ? rose : null
    }
    if (edge < 9) return null
    const tile = { w: 20, h: 20 }
    const gx = cx - 10
    const gy = cy - 10
    const column = Math.floor(gx / tile.w)
    const row = Math.floor(gy / tile.h)
    const x = (gx % tile.w) - 10
    const y = (gy % tile.h) - 10
    if (gx < 0 || gy < 0 || column > 2 || row > 3) return null
    if ((column + row) % 2 === 0) return star(x, y)
    return cypress(x, y) ?? (Math.abs(x) === 7 && Math.abs(y) % 4 === 1 ? rose : null)
  }
  let stitches = ''
  for (let cy = 0; cy < down; cy++) {
    for (let cx = 0; cx < across; cx++) {
      const color = colorAt(cx, cy)
      if (color)
        stitches += cross(cx, cy, mix(color, pick(chance, ['#ffffff', '#000000']), chance() * 0.1))
    }
  }
  return [
    rect(0, 0, 1200, 1500, '#1d1a24'),
    times(100, (i) => rect(0, i * 15, 1200, 7, '#252130', 'opacity="0.55"')),
    times(80, (i) => rect(i * 15, 0, 7, 1500, '#15121b', 'opacity="0.5"')),
    stitches,
    group(
      'transform="rotate(-38 980 1260)"',
      path('M700 1254L1180 1250Q1206 1260 1180 1270L700 1262Z', '#d7dde0'),
      path('M700 1258L1180 1252L1180 1258Z', '#ffffff'),
      ellipse(1170, 1260, 16, 4, '#1d1a24'),
    ),
    stroke('M1118 1152C1010 1040 1180 960 1060 860S900 900 930 1010', red, 6),
    stroke('M1116 1150C1008 1038 1178 958 1058 858', '#f08a86', 2),
  ].join('')
})

const containerJourney = portrait(() => {
  const stages = [
    [6, '#2f6f8f'],
    [9, '#57a08e'],
    [31, '#c2452d'],
    [14, '#d9942f'],
    [12, '#5b4a6b'],
  ] as const
  const cream = '#f7f1e1'
  const ink = '#2a2f36'
  const box = (x: number, y: number, size: number) =>
    at(
      x,
      y,
      size,
      rect(-60, -52, 120, 52, '#c2452d', 'rx="3"'),
      times(8, (i) => rect(-52 + i * 14, -46, 6, 40, '#93311f')),
    )
  const icons = [
    path('M-90 0L90 0L70 40L-70 40Z', ink) +
      rect(-50, -30, 100, 30, '#7d8894') +
      rect(30, -64, 34, 64, ink) +
      box(-14, -2, 0.6),
    rect(-8, -96, 12, 140, ink) +
      rect(-88, -96, 150, 12, ink) +
      line(-62, -84, -62, -46, ink, 5) +
      box(-62, -6, 0.62) +
      rect(-30, 40, 60, 8, ink),
    box(-40, 42, 0.66) + box(40, 42, 0.66) + box(0, 6, 0.66) + box(0, -30, 0.66),
    rect(-62, -50, 124, 92, '#f7f1e1', `stroke="${ink}" stroke-width="9" rx="6"`) +
      stroke('M-36 -16L36 -16M-36 8L14 8', ink, 8) +
      circle(46, 34, 26, '#d9942f') +
      stroke('M34 34L44 44L60 24', cream, 7),
    rect(-90, -40, 116, 62, '#c2452d', 'rx="4"') +
      path('M30 -24L64 -24L88 0L88 22L30 22Z', ink) +
      circle(-56, 30, 17, ink) +
      circle(-14, 30, 17, ink) +
      circle(60, 30, 17, ink),
  ]
  const total = 72
  const scale = 1000 / 31
  let clock = 0
  const arcs = stages
    .map(([hours, color]) => {
      const from = (clock / total) * Math.PI * 2 - Math.PI / 2
      clock += hours
      const to = (clock / total) * Math.PI * 2 - Math.PI / 2 - 0.03
      const big = to - from > Math.PI ? 1 : 0
      const point = (angle: number, r: number) =>
        `${(600 + Math.cos(angle) * r).toFixed(1)} ${(300 + Math.sin(angle) * r).toFixed(1)}`
      return path(
        `M${point(from, 210)}A210 210 0 ${big} 1 ${point(to, 210)}L${point(to, 132)}A132 132 0 ${big} 0 ${point(from, 132)}Z`,
        color,
      )
    })
    .join('')
  return [
    rect(0, 0, 1200, 1500, cream),
    rect(0, 0, 1200, 22, '#c2452d'),
    arcs,
    numeral('72', 600, 346, 104, ink),
    times(72, (i) => {
      const angle = (i / 72) * Math.PI * 2 - Math.PI / 2
      const out = i % 6 === 0 ? 246 : 234
      return line(
        600 + Math.cos(angle) * 222,
        300 + Math.sin(angle) * 222,
        600 + Math.cos(angle) * out,
        300 + Math.sin(angle) * out,
        '#9a948a',
        i % 6 === 0 ? 4 : 2,
      )
    }),
    stages
      .map(([hours, color], i) => {
        const y = 660 + i * 172
        const long = hours * scale * 0.74
        return [
          at(140, y + 26, 0.86, icons[i] ?? ''),
          rect(270, y - 24, 760, 76, '#ece3cd', 'rx="8"'),
          rect(270, y - 24, long, 76, color, 'rx="8"'),
          times(hours, (h) =>
            rect(
              270 + h * scale * 0.74 + 4,
              y + 38,
              scale * 0.74 - 8,
              6,
              '#ffffff',
              'opacity="0.5"',
            ),
          ),
          numeral(String(hours), 1112, y + 40, 62, color),
        ].join('')
      })
      .join(''),
    line(80, 586, 1120, 586, '#d3c8ae', 4),
    times(32, (i) => circle(270 + i * scale * 0.74, 606, i % 6 === 0 ? 6 : 3, '#b5aa90')),
    stroke('M120 1462L1080 1462', '#d3c8ae', 4),
    box(600, 1474, 0.5),
  ].join('')
})

const seismograph = landscape((chance) => {
  const lines = 46
  const trace = (i: number) => {
    const y = 150 + i * 20
    const near = Math.exp(-(((i - 22) / 12) ** 2))
    let d = ''
    for (let x = -20; x <= 1820; x += 5) {
      const swell =
        Math.exp(-(((x - 760) / 150) ** 2)) + 0.55 * Math.exp(-(((x - 1010) / 230) ** 2))
      const shake =
        (Math.sin(x / 9 + i * 1.7) + 0.7 * Math.sin(x / 5.1 + i) + (chance() - 0.5) * 1.3) *
        66 *
        near *
        swell
      d += `${d ? 'L' : 'M'}${x} ${(y + shake + (chance() - 0.5) * 3).toFixed(1)}`
    }
    const color = mix('#7fb8c9', '#ffb257', near)
    return (
      path(`${d}L1820 1220L-20 1220Z`, '#0f1a2c', 'opacity="0.72"') +
      stroke(d, color, 2.6 + near * 1.6, `opacity="${(0.4 + near * 0.6).toFixed(2)}"`)
    )
  }
  return [
    wash(0, 0, 1800, 1200, ['#101d31', '#0c1626', '#08101c']),
    glow(800, 590, 760, '#ff9a4d', 0.28),
    times(19, (i) => line(i * 100, 60, i * 100, 1140, '#1d3049', 2)),
    times(lines, trace),
    circle(760, 92, 13, '#ffb257'),
    line(760, 92, 760, 1160, '#ffb257', 2.5, 'opacity="0.5" stroke-dasharray="10 14"'),
  ].join('')
})

export const patternScenes = {
  embroidery,
  'container-journey': containerJourney,
  seismograph,
}
