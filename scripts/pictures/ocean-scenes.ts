/** Under the sea, and above it. */
import {
  at,
  between,
  blurred,
  circle,
  ellipse,
  group,
  line,
  path,
  pick,
  poly,
  stroke,
  times,
  wash,
} from './brush.ts'
import { cloud, ridge } from './nature.ts'
import { landscape } from './scene.ts'

const whaleReef = landscape((chance) => {
  const coral = (x: number, y: number, size: number, color: string): string => {
    const branch = (
      angle: number,
      long: number,
      thick: number,
      deep: number,
      bx: number,
      by: number,
    ): string => {
      const ex = bx + Math.cos(angle) * long
      const ey = by + Math.sin(angle) * long
      const twig = line(bx, by, ex, ey, color, thick)
      if (deep === 0) return twig + circle(ex, ey, thick * 0.7, color)
      return (
        twig +
        branch(angle - between(chance, 0.3, 0.6), long * 0.72, thick * 0.72, deep - 1, ex, ey) +
        branch(angle + between(chance, 0.3, 0.6), long * 0.72, thick * 0.72, deep - 1, ex, ey)
      )
    }
    return branch(-Math.PI / 2, size * 0.36, size * 0.1, 4, x, y)
  }
  const fish = (x: number, y: number, size: number, color: string) =>
    path(
      `M${x} ${y}Q${x + size} ${y - size * 0.6} ${x + size * 2} ${y}Q${x + size} ${y + size * 0.6} ${x} ${y}L${x - size * 0.7} ${y - size * 0.5}L${x - size * 0.7} ${y + size * 0.5}Z`,
      color,
    )
  const whale = at(
    880,
    560,
    1,
    group(
      'transform="rotate(-9)"',
      path(
        'M-560 40C-420 -150 -60 -210 220 -150C400 -112 520 -30 690 -70C720 -130 790 -170 850 -165C820 -120 810 -90 812 -60C842 -30 868 10 862 52C800 50 748 20 712 -14C560 60 400 120 180 150C-120 190 -430 170 -560 40Z',
        '#12365c',
      ),
      path(
        'M-560 40C-430 170 -120 190 180 150C300 134 400 104 500 68C330 90 120 70 -80 78C-280 84 -440 74 -560 40Z',
        '#c9dfe4',
      ),
      times(11, (i) =>
        stroke(
          `M${-500 + i * 24} ${64 + i * 3}Q${-300 + i * 40} ${100 + i * 5} ${40 + i * 28} ${96 + i * 4}`,
          '#9dbfcb',
          3.5,
        ),
      ),
      path('M-120 110C-150 210 -60 330 90 380C80 280 40 180 60 130Z', '#0e2c4d'),
      path('M-300 -108C-330 -150 -300 -172 -270 -178C-262 -150 -246 -136 -226 -130Z', '#12365c'),
      path('M240 -146Q300 -206 350 -196Q330 -160 352 -118Z', '#12365c'),
      circle(-430, 34, 10, '#f4fbfb'),
      circle(-431, 35, 5, '#0a1f36'),
      stroke('M-556 44Q-480 72 -392 62', '#0a1f36', 4),
      times(24, () =>
        circle(
          between(chance, -420, 420),
          between(chance, -120, -10),
          between(chance, 3, 9),
          '#2a5680',
          'opacity="0.8"',
        ),
      ),
    ),
  )
  return [
    wash(0, 0, 1800, 1200, ['#bfeee6', '#5cc6cf', '#1f87a6', '#0d4d7c', '#082c55']),
    blurred(
      16,
      times(9, (i) =>
        poly(
          [
            [120 + i * 200, -20],
            [200 + i * 200 + (i % 3) * 30, -20],
            [-260 + i * 270, 1200],
            [-420 + i * 270, 1200],
          ],
          '#ffffff',
          `opacity="${0.07 + (i % 3) * 0.05}"`,
        ),
      ),
    ),
    times(40, () =>
      fish(
        between(chance, 1150, 1750),
        between(chance, 130, 330),
        between(chance, 7, 13),
        '#0d5c85',
      ),
    ),
    ridge(chance, { y: 1080, lift: 260, rough: 0.5 }, '#0f4b74', 1200),
    whale,
    ridge(chance, { y: 1170, lift: 210, rough: 0.7 }, '#0a2f55', 1200),
    times(17, (i) =>
      coral(
        40 + i * 108 + between(chance, -30, 30),
        1190,
        between(chance, 120, 250),
        pick(chance, ['#e8735a', '#f0a45d', '#d9547a', '#7a4f93', '#f2c06b']),
      ),
    ),
    times(14, (i) =>
      fish(
        300 + i * 80 + between(chance, -20, 20),
        between(chance, 880, 1010),
        between(chance, 12, 20),
        pick(chance, ['#ffd166', '#f78c6b', '#e6f4f1']),
      ),
    ),
    times(34, () =>
      circle(
        between(chance, 250, 520),
        between(chance, 80, 560),
        between(chance, 3, 12),
        'none',
        'stroke="#e8fbf8" stroke-width="2.5" opacity="0.7"',
      ),
    ),
  ].join('')
})

const atolls = landscape((chance) => {
  const blob = (x: number, y: number, r: number, wobble: readonly number[], stretch: number) => {
    const points = wobble.map((w, i): [number, number] => {
      const angle = (i / wobble.length) * Math.PI * 2
      return [x + Math.cos(angle) * r * w * stretch, y + Math.sin(angle) * r * w]
    })
    const middle = (a: readonly [number, number], b: readonly [number, number]) =>
      `${((a[0] + b[0]) / 2).toFixed(1)} ${((a[1] + b[1]) / 2).toFixed(1)}`
    const curve = points.map((p, i) => {
      const next = points[(i + 1) % points.length] ?? p
      return `Q${p[0].toFixed(1)} ${p[1].toFixed(1)} ${middle(p, next)}`
    })
    const last = points.at(-1) ?? [x, y]
    return `M${middle(last, points[0] ?? [x, y])}${curve.join('')}Z`
  }
  const atoll = (x: number, y: number, r: number, stretch: number) => {
    const wobble = Array.from({ length: 14 }, () => between(chance, 0.86, 1.12))
    const ring = blob(x, y, r, wobble, stretch)
    const sand = times(26, () => {
      const angle = between(chance, 0.3, 5.6)
      const far = r * between(chance, 0.9, 1.01)
      return ellipse(
        x + Math.cos(angle) * far * stretch,
        y + Math.sin(angle) * far,
        r * between(chance, 0.06, 0.13),
        r * between(chance, 0.035, 0.07),
        '#f3e3b3',
        `transform="rotate(${((angle * 180) / Math.PI + 90).toFixed(0)} ${x + Math.cos(angle) * far * stretch} ${y + Math.sin(angle) * far})"`,
      )
    })
    const green = times(46, () => {
      const angle = between(chance, 0.5, 5.4)
      const far = r * between(chance, 0.92, 1)
      return circle(
        x + Math.cos(angle) * far * stretch,
        y + Math.sin(angle) * far,
        r * between(chance, 0.02, 0.045),
        pick(chance, ['#2f6b3d', '#4a8a48', '#3b7a4a']),
      )
    })
    return [
      blurred(18, path(blob(x, y, r * 1.32, wobble, stretch), '#1c86ac', 'opacity="0.7"')),
      blurred(7, path(blob(x, y, r * 1.14, wobble, stretch), '#49b9c4', 'opacity="0.85"')),
      path(ring, '#8fdcd0'),
      blurred(8, path(blob(x, y, r * 0.84, wobble, stretch), '#3fb6c0')),
      blurred(10, path(blob(x + r * 0.1, y + r * 0.06, r * 0.5, wobble, stretch), '#1d8fae')),
      times(9, () =>
        ellipse(
          x + between(chance, -0.5, 0.5) * r * stretch,
          y + between(chance, -0.5, 0.5) * r,
          r * 0.05,
          r * 0.025,
          '#7fd6cb',
          'opacity="0.8"',
        ),
      ),
      sand,
      green,
    ].join('')
  }
  return [
    wash(0, 0, 1800, 1200, ['#0b4f86', '#0a3f74', '#072c5a']),
    times(150, () =>
      stroke(
        `M${between(chance, 0, 1800)} ${between(chance, 0, 1200)}q18 -8 36 0t36 0`,
        '#2f7fae',
        2,
        'opacity="0.35"',
      ),
    ),
    atoll(560, 470, 290, 1.25),
    atoll(1330, 330, 150, 1.1),
    atoll(1400, 840, 215, 0.95),
    atoll(830, 980, 95, 1.3),
    atoll(170, 960, 110, 1),
    path('M1010 640L1042 652L1010 664Q1000 652 1010 640Z', '#ffffff'),
    stroke('M1006 652Q900 668 800 730', '#ffffff', 4, 'opacity="0.55"'),
    blurred(
      10,
      group(
        'opacity="0.75"',
        cloud(1560, 560, 170, '#ffffff', 0.9),
        cloud(300, 130, 220, '#ffffff', 0.9),
      ),
    ),
    blurred(
      16,
      group(
        'opacity="0.3" transform="translate(60 90)"',
        cloud(1560, 560, 170, '#04203f', 1),
        cloud(300, 130, 220, '#04203f', 1),
      ),
    ),
  ].join('')
})

export const oceanScenes = {
  'whale-reef': whaleReef,
  'talavu-atolls': atolls,
}
