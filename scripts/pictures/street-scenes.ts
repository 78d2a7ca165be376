/** Streets and markets of Port Selim. */
import {
  at,
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
import { house, lampPost } from './harbour-things.ts'
import { cloud, stars } from './nature.ts'
import { stander, walker } from './people.ts'
import { landscape, portrait } from './scene.ts'

const rainStreet = portrait((chance) => {
  const ink = '#1a2433'
  const side = (x: number, w: number, h: number, wall: string) =>
    house(chance, x, 930, w, h, {
      wall,
      window: mix(wall, '#0d131d', 0.4),
      lit: '#ffcf86',
      evening: 0.4,
    })
  const umbrella = (x: number, y: number, size: number, color: string) =>
    at(
      x,
      y,
      size / 100,
      line(0, -130, 0, -50, ink, 3),
      path(
        'M-62 -118Q-56 -172 0 -176Q56 -172 62 -118Q46 -130 31 -118Q15 -130 0 -118Q-15 -130 -31 -118Q-46 -130 -62 -118Z',
        color,
      ),
      path(
        'M0 -176Q14 -150 0 -118Q-15 -130 -31 -118Q-24 -160 0 -176Z',
        mix(color, '#000000', 0.18),
      ),
    )
  const walkers = [
    [250, 1180, 250, '#c8473c'],
    [520, 1060, 170, '#e1a13b'],
    [700, 1270, 320, '#2f7d87'],
    [930, 1100, 190, '#e8dfcb'],
    [1050, 1230, 270, '#7b4a6b'],
  ] as const
  const crowd = walkers
    .map(
      ([x, y, tall, color], i) =>
        walker(x, y, tall, mix(ink, '#5b6a80', i * 0.06), {
          step: 0.8 - (i % 3) * 0.5,
          flip: i % 2 === 0,
        }) + umbrella(x + (i % 2 ? 8 : -8), y, tall, color),
    )
    .join('')
  const shop = (x: number, w: number, color: string) =>
    rect(x, 780, w, 150, '#ffdc9c') +
    glow(x + w / 2, 860, w * 0.9, '#ffd07e', 0.5) +
    times(Math.floor(w / 34), (i) => rect(x + i * 34, 752, 34, 38, i % 2 ? color : '#efe6d2')) +
    times(3, (i) => rect(x + w * (0.14 + i * 0.3), 850, w * 0.15, 80, '#6b4a3a'))
  const street = [
    side(-40, 330, 760, '#44536b'),
    side(290, 220, 560, '#55647a'),
    side(830, 190, 610, '#4d5c73'),
    side(1010, 260, 800, '#3f4d64'),
    shop(30, 238, '#b8383a'),
    shop(1010, 190, '#2f6f74'),
    lampPost(620, 930, 420, '#20293a', '#ffe3a8'),
    glow(670, 486, 230, '#ffdf9e', 0.6),
  ].join('')
  return [
    wash(0, 0, 1200, 940, ['#3b4a62', '#65758a', '#a39d9a']),
    blurred(14, cloud(300, 160, 420, '#57677e', 0.8), cloud(900, 110, 420, '#4b5b73', 0.8)),
    street,
    wash(0, 930, 1200, 570, ['#5b6473', '#39435a', '#1f2738']),
    blurred(9, group('transform="translate(0 1860) scale(1 -1)" opacity="0.5"', street)),
    times(60, () => {
      const y = between(chance, 960, 1490)
      const x = between(chance, -40, 1200)
      const r = (y - 900) * 0.09
      return ellipse(x, y, r, r * 0.3, 'none', 'stroke="#cdd6e0" stroke-width="2" opacity="0.35"')
    }),
    crowd,
    times(170, () => {
      const x = between(chance, -60, 1200)
      const y = between(chance, -80, 1480)
      const long = between(chance, 40, 100)
      return line(x, y, x - long * 0.2, y + long, '#dfe7ee', 1.8, 'opacity="0.32"')
    }),
  ].join('')
})

const nightMarket = landscape((chance) => {
  const awnings = ['#c8473c', '#2f7d87', '#d99a2b', '#6f4f8b', '#57875b'] as const
  const stall = (x: number, y: number, w: number, color: string) => {
    const stripes = times(6, (i) =>
      path(
        `M${x + (i * w) / 6} ${y - w * 0.62}L${x + ((i + 1) * w) / 6} ${y - w * 0.62}L${x - w * 0.06 + ((i + 1) * w * 1.12) / 6} ${y - w * 0.42}Q${x - w * 0.06 + ((i + 0.5) * w * 1.12) / 6} ${y - w * 0.36} ${x - w * 0.06 + (i * w * 1.12) / 6} ${y - w * 0.42}Z`,
        i % 2 ? color : '#f3e6cc',
      ),
    )
    const goods = times(26, () =>
      circle(
        x + between(chance, 0.07, 0.93) * w,
        y - w * between(chance, 0.15, 0.2),
        w * between(chance, 0.022, 0.036),
        pick(chance, ['#e0542f', '#f0b53e', '#86a845', '#c2314c', '#f2d9a0', '#8c4a2c']),
      ),
    )
    return [
      glow(x + w / 2, y - w * 0.34, w * 0.75, '#ffc76b', 0.75),
      rect(x, y - w * 0.62, w * 0.03, w * 0.62, '#2a1b33'),
      rect(x + w * 0.97, y - w * 0.62, w * 0.03, w * 0.62, '#2a1b33'),
      stander(x + w * 0.38, y, w * 0.5, '#3a2540'),
      stander(x + w * 0.68, y, w * 0.46, '#4a2d46'),
      goods,
      rect(x - w * 0.03, y - w * 0.15, w * 1.06, w * 0.15, mix(color, '#1a1024', 0.55)),
      rect(x - w * 0.03, y - w * 0.15, w * 1.06, w * 0.02, '#f0c27a'),
      stripes,
      circle(x + w * 0.5, y - w * 0.36, w * 0.028, '#fff2c9'),
    ].join('')
  }
  const garland = (y: number, sag: number, x1: number, x2: number, count: number) =>
    stroke(`M${x1} ${y}Q${(x1 + x2) / 2} ${y + sag * 2} ${x2} ${y}`, '#1b1230', 3) +
    times(count, (i) => {
      const t = (i + 0.5) / count
      const gx = x1 + (x2 - x1) * t
      const gy = y + sag * 4 * t * (1 - t) + 10
      return glow(gx, gy, 46, '#ffca6e', 0.7) + circle(gx, gy, 9, '#fff0c2')
    })
  return [
    wash(0, 0, 1800, 1200, ['#151036', '#2c1c52', '#5a2f62', '#8d4a58']),
    stars(chance, 120, 420, '#efe6ff'),
    poly(
      [
        [0, 760],
        [500, 430],
        [960, 620],
        [1350, 380],
        [1800, 640],
        [1800, 1200],
        [0, 1200],
      ],
      '#2a1a48',
    ),
    times(34, () => {
      const x = between(chance, 20, 1760)
      const y = between(chance, 560, 740)
      const w = between(chance, 46, 92)
      return house(chance, x, y, w, between(chance, 60, 120), {
        wall: pick(chance, ['#38234f', '#432957', '#332048']),
        window: '#4b2f60',
        lit: '#ffc872',
        evening: 0.5,
      })
    }),
    rect(0, 730, 1800, 470, '#2a1838'),
    times(5, (i) => stall(80 + i * 345, 880, 245, awnings[(i + 2) % 5] ?? awnings[0])),
    wash(0, 876, 1800, 324, ['#5c3447', '#2b1833']),
    times(9, (i) =>
      walker(
        110 + i * 200 + between(chance, -50, 50),
        985 + between(chance, 0, 40),
        between(chance, 165, 200),
        mix('#1c1026', '#56304a', chance() * 0.5),
        {
          step: between(chance, -1, 1),
          flip: chance() < 0.5,
          bag: chance() < 0.5,
        },
      ),
    ),
    stall(-60, 1190, 520, awnings[0]),
    stall(1330, 1190, 540, awnings[1]),
    garland(110, 60, -20, 980, 12),
    garland(80, 75, 820, 1820, 12),
    garland(330, 45, 240, 1560, 15),
  ].join('')
})

export const streetScenes = {
  'rain-street': rainStreet,
  'night-market': nightMarket,
}
