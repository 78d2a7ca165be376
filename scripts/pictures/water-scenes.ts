/** On the sea and along a river. */
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
  rect,
  stroke,
  times,
  wash,
} from './brush.ts'
import { ferry, sailboat } from './harbour-things.ts'
import { cloud, glitter, gull, palm, ridge, ripples } from './nature.ts'
import { landscape } from './scene.ts'

const tideFloats = landscape((chance) => {
  const swell = (y: number, tall: number, long: number, shift: number, fill: string) =>
    path(
      `M0 1200${times(91, (i) => `L${i * 20} ${(y - tall * Math.sin((i * 20) / long + shift)).toFixed(1)}`)}L1800 1200Z`,
      fill,
    ) +
    stroke(
      times(
        91,
        (i) =>
          `${i ? 'L' : 'M'}${i * 20} ${(y - tall * Math.sin((i * 20) / long + shift)).toFixed(1)}`,
      ),
      '#dff5ea',
      3,
      'opacity="0.4"',
    )
  const float = (x: number, y: number, size: number, lean: number) =>
    at(
      x,
      y,
      size / 100,
      group(
        `transform="rotate(${lean})"`,
        line(0, -60, 0, -168, '#22343b', 5),
        circle(0, -172, 9, '#f6d36b'),
        rect(-20, -104, 40, 34, '#e9efe9', 'rx="6"'),
        rect(-13, -97, 26, 10, '#22343b'),
        circle(0, 0, 66, '#ee7b30'),
        path('M-66 0A66 66 0 0 1 66 0Q0 22 -66 0Z', '#f79a4b'),
        path('M-65 -8Q0 14 65 -8L66 8Q0 32 -66 8Z', '#f7f0e2'),
        path(
          'M-38 -44Q-20 -60 8 -58',
          'none',
          'stroke="#ffd9b0" stroke-width="8" stroke-linecap="round"',
        ),
      ),
      [0, 1, 2]
        .map((i) =>
          stroke(
            `M${34 + i * 26} ${-212 - i * 22}A${44 + i * 34} ${44 + i * 34} 0 0 1 ${34 + i * 26} ${-132 + i * 22}`,
            '#fffbe8',
            6,
            `opacity="${0.85 - i * 0.25}"`,
          ),
        )
        .join(''),
    )
  return [
    wash(0, 0, 1800, 640, ['#f4d9a8', '#f3e7c9', '#cfe6da']),
    circle(420, 330, 105, '#fbf3da'),
    cloud(1270, 190, 330, '#fffaf0', 0.8),
    cloud(860, 300, 220, '#fffaf0', 0.6),
    ridge(chance, { y: 560, lift: 120, rough: 0.4 }, '#9fc4b6', 640),
    rect(1490, 430, 16, 130, '#6d9488'),
    rect(1480, 418, 36, 20, '#c45c4a'),
    wash(0, 548, 1800, 652, ['#6fbfa8', '#3d9a8d', '#1f6f72']),
    ripples(chance, { top: 560, bottom: 760, count: 60, color: '#eafaf0', opacity: 0.45 }),
    float(1180, 640, 34, 5),
    float(760, 626, 26, -7),
    float(1540, 610, 22, 3),
    swell(760, 22, 120, 0.2, '#3a978c'),
    float(1330, 800, 74, 9),
    swell(860, 32, 150, 1.9, '#2d8580'),
    float(560, 905, 128, -11),
    swell(980, 40, 190, 3.4, '#22716f'),
    swell(1090, 44, 230, 5.2, '#195d5f'),
    gull(980, 430, 26, '#5a7d74'),
    gull(1060, 400, 18, '#5a7d74'),
  ].join('')
})

const riverClinic = landscape((chance) => {
  const boat = at(
    900,
    822,
    1,
    path('M-560 -70L590 -70Q560 20 480 30L-480 30Q-540 10 -560 -70Z', '#f6f1e4'),
    path('M-548 -20Q-536 14 -480 30L480 30Q548 20 578 -20Z', '#2a7a86'),
    rect(-420, -220, 760, 150, '#fbf8ef'),
    rect(-450, -246, 830, 28, '#d9a441', 'rx="8"'),
    times(
      7,
      (i) =>
        rect(-384 + i * 104, -186, 62, 66, '#31545d', 'rx="8"') +
        path(
          `M${-378 + i * 104} -126L${-348 + i * 104} -182L${-334 + i * 104} -182L${-364 + i * 104} -126Z`,
          '#88b0b3',
          'opacity="0.6"',
        ),
    ),
    rect(-300, -330, 300, 86, '#fbf8ef', 'rx="10"'),
    rect(-320, -346, 340, 22, '#d9a441', 'rx="8"'),
    path('M-232 -288Q-150 -344 -68 -288Q-150 -232 -232 -288Z', '#2a7a86'),
    circle(-150, -288, 26, '#f6f1e4'),
    circle(-150, -288, 14, '#1d3c46'),
    line(430, -70, 430, -170, '#31545d', 7),
    path('M430 -170L520 -150L430 -128Z', '#c8473c'),
    times(
      3,
      (i) =>
        circle(392 + i * 46, -108, 15, '#3d2b22') +
        path(
          `M${374 + i * 46} -70Q${392 + i * 46} -110 ${410 + i * 46} -70Z`,
          ['#c8473c', '#e1a13b', '#57875b'][i] ?? '#57875b',
        ),
    ),
    path('M520 -72Q524 -100 552 -100L560 -114L566 -98L574 -72Z', '#e8dcc4'),
  )
  return [
    wash(0, 0, 1800, 760, ['#f3b48a', '#f8d3a0', '#fdeec4']),
    glow(1290, 430, 560, '#fff6d4', 0.95),
    circle(1290, 470, 100, '#fffbe6'),
    cloud(480, 210, 300, '#fde3bd', 0.8),
    ridge(chance, { y: 660, lift: 150, rough: 0.3 }, '#c9b285', 760),
    ridge(chance, { y: 700, lift: 110, rough: 0.4 }, '#8fa072', 760),
    times(26, (i) =>
      palm(
        chance,
        i * 74 + between(chance, -30, 30),
        748 + between(chance, -8, 8),
        between(chance, 120, 230),
        mix('#4f7350', '#8fa072', chance() * 0.6),
      ),
    ),
    rect(0, 736, 1800, 40, '#4f7350'),
    wash(0, 752, 1800, 448, ['#f0cf9b', '#b5a981', '#5f8a83', '#356369']),
    glitter(chance, 1290, 760, 1190, 150, '#fff7da'),
    blurred(5, group('transform="translate(0 1690) scale(1 -1)" opacity="0.28"', boat)),
    boat,
    ripples(chance, { top: 860, bottom: 1190, count: 90, color: '#fff3d2', opacity: 0.38 }),
    palm(chance, 120, 1180, 760, '#1f3d36'),
    palm(chance, 1690, 1210, 820, '#1a352f'),
    path('M0 1200L0 1080Q120 1040 260 1110Q330 1150 360 1200Z', '#1a352f'),
    path('M1800 1200L1800 1100Q1700 1070 1590 1130Q1540 1170 1520 1200Z', '#152d28'),
  ].join('')
})

const ferryCrossing = landscape((chance) => {
  const wake = (y: number, long: number, thick: number) =>
    line(420 - long, y, 470, y, '#ffffff', thick, 'opacity="0.75"')
  return [
    wash(0, 0, 1800, 700, ['#8fd0e0', '#c3e6e4', '#f6efd8']),
    circle(1500, 210, 88, '#fff8df'),
    cloud(420, 220, 340, '#ffffff', 0.85),
    cloud(1130, 150, 240, '#ffffff', 0.7),
    cloud(1640, 360, 220, '#ffffff', 0.55),
    ridge(chance, { y: 640, lift: 230, rough: 0.4 }, '#a9cfc8', 760),
    ridge(chance, { y: 680, lift: 150, rough: 0.5 }, '#7fb3ab', 760),
    rect(1440, 520, 22, 150, '#f6f1e4') + rect(1430, 506, 42, 22, '#c8473c'),
    wash(0, 690, 1800, 510, ['#6cc3cc', '#2f93ab', '#136383', '#0d4a6b']),
    ripples(chance, { top: 700, bottom: 1190, count: 130, color: '#e9fbfb', opacity: 0.4 }),
    sailboat(1590, 800, 130, '#31545d', '#fffaf0'),
    sailboat(210, 770, 90, '#31545d', '#fbe3b4'),
    ellipse(950, 938, 600, 26, '#0b4263', 'opacity="0.35"'),
    ferry(440, 930, 1010, '#c2402f', '#fdfaf2', '#39566a'),
    wake(928, 330, 12) + wake(952, 420, 9) + wake(976, 260, 7),
    path('M440 930Q330 900 250 934Q330 960 450 944Z', '#ffffff', 'opacity="0.85"'),
    path('M1360 930Q1420 902 1470 926Q1440 948 1370 944Z', '#ffffff', 'opacity="0.9"'),
    gull(620, 400, 44, '#47666f') + gull(760, 350, 30, '#47666f') + gull(520, 480, 24, '#47666f'),
    gull(1240, 420, 34, '#47666f') + gull(1340, 380, 22, '#47666f'),
    ripples(chance, { top: 1010, bottom: 1190, count: 26, color: '#ffffff', opacity: 0.5 }),
  ].join('')
})

export const waterScenes = {
  'ferry-crossing': ferryCrossing,
  'tide-floats': tideFloats,
  'river-clinic': riverClinic,
}
