/** The port: piers, ferries, containers, the barrier. */
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
import { bollard, ferry, gantry, lampPost, sailboat, skyline } from './harbour-things.ts'
import { cloud, glitter, gull, ridge, ripples, stars } from './nature.ts'
import { bust, stander, walker } from './people.ts'
import { landscape, portrait } from './scene.ts'

const pierDusk = landscape((chance) => {
  const ink = '#152a40'
  return [
    wash(0, 0, 1800, 860, ['#f6cf8e', '#efa86f', '#d8704f', '#a85b56']),
    glow(1240, 520, 520, '#fff0c4', 0.75),
    circle(1240, 540, 130, '#fbe0a2'),
    cloud(520, 260, 330, '#f9ddae', 0.5),
    cloud(1500, 180, 260, '#f9ddae', 0.4),
    ridge(chance, { y: 800, lift: 170, rough: 0.45 }, '#a7606a', 860),
    ridge(chance, { y: 830, lift: 150, rough: 0.5 }, '#7a5266', 860),
    skyline(
      chance,
      850,
      0,
      640,
      { wall: '#4d4661', window: '#574d68', lit: '#f8c987', evening: 0.35 },
      [60, 150],
    ),
    wash(0, 845, 1800, 355, ['#b26150', '#5b4257', '#22304a']),
    glitter(chance, 1240, 852, 1190, 150, '#fbd79b'),
    ripples(chance, { top: 860, bottom: 1180, count: 80, color: '#f3b078', opacity: 0.28 }),
    gantry(560, 985, 640, ink),
    gantry(1060, 985, 520, mix(ink, '#7a5266', 0.25)),
    rect(0, 980, 1420, 34, ink),
    times(10, (i) => rect(60 + i * 142, 1010, 26, 190, mix(ink, '#000000', 0.15))),
    rect(0, 1014, 1420, 8, '#0d1c2d'),
    times(13, (i) =>
      walker(
        150 + i * 96 + between(chance, -26, 26),
        982,
        between(chance, 104, 124),
        '#0b1826',
        { step: between(chance, -1, 1), flip: true, bag: chance() < 0.3 },
      ),
    ),
    bollard(1372, 982, 42, ink),
    sailboat(1610, 905, 130, '#3b3550', '#f3d9b5'),
    gull(820, 300, 34, '#7a4a50'),
    gull(930, 250, 24, '#7a4a50'),
    gull(740, 228, 20, '#7a4a50'),
  ].join('')
})

const microphones = landscape((chance) => {
  const ink = '#1c2b33'
  const mic = (x: number, lean: number) =>
    line(x, 1200, x + lean, 985, '#0e181e', 9) +
    at(
      x + lean,
      985,
      1,
      group(
        `rotate(${lean / 3})`,
        rect(-19, -76, 38, 88, '#0e181e', 'rx="19"'),
        rect(-19, -34, 38, 14, pick(chance, ['#c8102e', '#d99a2b', '#3d7f8c', '#e8e2d4'])),
      ),
    )
  return [
    wash(0, 0, 1800, 900, ['#c7d3d8', '#d9dfdd', '#ece6d6']),
    circle(1330, 330, 150, '#f6f0df'),
    cloud(420, 240, 380, '#f4f3ee', 0.8),
    ridge(chance, { y: 760, lift: 190, rough: 0.4 }, '#a9bcc3', 900),
    ridge(chance, { y: 790, lift: 130, rough: 0.5 }, '#7f9aa4', 900),
    gantry(330, 830, 430, '#5b7680'),
    gantry(1600, 830, 360, '#6d8791'),
    skyline(
      chance,
      820,
      780,
      1330,
      { wall: '#6f8993', window: '#829ba4', lit: '#dfe5e2', evening: 0.25 },
      [60, 140],
    ),
    wash(0, 818, 1800, 382, ['#8ea6ae', '#5d7781', '#3b525c']),
    ripples(chance, { top: 830, bottom: 1100, count: 60, color: '#dfe8e8', opacity: 0.35 }),
    bust(660, 1160, 640, ink),
    bust(1170, 1170, 590, mix(ink, '#3f5b66', 0.35), 'long'),
    path('M560 760Q560 560 660 555Q760 560 764 740Q660 705 560 760Z', '#101b21'),
    rect(200, 1130, 1420, 70, '#0e181e'),
    times(9, (i) => mic(390 + i * 130, (4.2 - i) * 16 + between(chance, -12, 12))),
  ].join('')
})

const ferriesEvening = landscape((chance) => {
  const lamp = '#ffd98a'
  const mirror = (...inside: string[]) =>
    blurred(3, group('transform="translate(0 1716) scale(1 -1)" opacity="0.4"', ...inside))
  const boats =
    ferry(160, 858, 820, '#1d2c4d', '#b9c8df', lamp) + ferry(960, 858, 690, '#29355a', '#a5b6d3', lamp)
  return [
    wash(0, 0, 1800, 870, ['#16264a', '#2b4273', '#5d76a8', '#b79bb1', '#e7b396']),
    stars(chance, 90, 420, '#e6ecff'),
    circle(1450, 230, 70, '#f3eedd'),
    circle(1422, 214, 62, '#22386a'),
    ridge(chance, { y: 800, lift: 210, rough: 0.35 }, '#40507d', 870),
    skyline(
      chance,
      850,
      0,
      1800,
      { wall: '#2c3b66', window: '#354676', lit: '#ffcf7d', evening: 0.42 },
      [70, 230],
    ),
    wash(0, 858, 1800, 342, ['#34487a', '#1d2d55', '#101c38']),
    mirror(boats),
    boats,
    ripples(chance, { top: 872, bottom: 1190, count: 150, color: '#ffd591', opacity: 0.3 }),
    ripples(chance, { top: 872, bottom: 1190, count: 90, color: '#0f1a36', opacity: 0.6 }),
    rect(0, 1128, 1800, 72, '#0a132a'),
    times(7, (i) => bollard(120 + i * 270, 1132, 46, '#0a132a')),
    stroke('M120 1090Q240 1020 300 850', '#0a132a', 5),
    stroke('M930 1090Q1010 1030 1050 850', '#0a132a', 5),
    lampPost(1690, 1130, 360, '#0a132a', lamp),
    glow(1733, 748, 190, lamp, 0.5),
  ].join('')
})

const containerStacks = landscape((chance) => {
  const paints = ['#c2452d', '#2f6f8f', '#d9942f', '#57875b', '#7d4a3a', '#e4d7bb', '#3d4f6b'] as const
  const box = (x: number, y: number, w: number, h: number) => {
    const paint = pick(chance, paints)
    const ribs = times(Math.floor(w / 17), (i) =>
      rect(x + 8 + i * 17, y + 9, 6, h - 18, mix(paint, '#1b1f24', 0.22)),
    )
    return (
      rect(x, y, w, h, paint) +
      ribs +
      rect(x, y, w, 7, mix(paint, '#ffffff', 0.22)) +
      rect(x, y + h - 6, w, 6, mix(paint, '#000000', 0.35))
    )
  }
  const stack = (x: number, base: number, w: number, h: number, high: number) =>
    times(high, (i) => box(x, base - (i + 1) * h, w - 8, h - 4))
  const heights = [3, 5, 4, 6, 5, 2, 4]
  return [
    wash(0, 0, 1800, 1200, ['#9fd0dc', '#cfe6e2', '#f3ecd6']),
    cloud(380, 210, 330, '#ffffff', 0.75),
    cloud(1370, 310, 260, '#ffffff', 0.6),
    gantry(1490, 1010, 900, '#d4572f'),
    gantry(700, 1000, 620, '#e08a5f'),
    times(9, (i) => stack(i * 205 - 20, 960, 205, 74, 2 + Math.floor(chance() * 3))),
    rect(0, 958, 1800, 242, '#8d8f8c'),
    rect(0, 958, 1800, 120, '#a3a39c'),
    heights.map((high, i) => stack(i * 270 - 60, 1090, 270, 104, high)).join(''),
    rect(0, 1088, 1800, 112, '#6f716f'),
    times(12, (i) => rect(i * 160 + 20, 1136, 92, 10, '#e9c94b')),
    stander(1120, 1150, 128, '#26323c'),
    stander(1176, 1154, 120, '#33424e'),
    path('M1104 1030Q1120 1008 1136 1030Z', '#e9c94b'),
    path('M1161 1042Q1176 1021 1191 1042Z', '#e9c94b'),
    gull(520, 330, 30, '#56717a'),
    gull(610, 290, 20, '#56717a'),
  ].join('')
})

const floodBarrier = landscape((chance) => {
  const steel = '#26384c'
  const tower = (x: number) =>
    path(`M${x - 62} 930L${x - 48} 560Q${x} 470 ${x + 48} 560L${x + 62} 930Z`, steel) +
    path(`M${x - 62} 930L${x - 48} 560Q${x - 30} 500 ${x} 492L${x} 930Z`, mix(steel, '#7e97b0', 0.25)) +
    rect(x - 12, 600, 24, 34, '#ffd88b', 'rx="4"') +
    glow(x, 616, 120, '#ffd88b', 0.45)
  const towers = [210, 670, 1130, 1590]
  const swell = (y: number, fill: string, tall: number) =>
    path(
      `M0 ${y}${times(9, (i) => `Q${i * 200 + 100} ${y - tall * (i % 2 ? 0.5 : 1.4)} ${i * 200 + 200} ${y}`)}L1800 1200L0 1200Z`,
      fill,
    )
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
    towers.map(tower).join(''),
    swell(950, '#2a3d54', 60),
    glitter(chance, 980, 940, 1190, 130, '#dfe6ea'),
    swell(1020, '#1c2c42', 70),
    swell(1100, '#121e31', 80),
    times(90, () => {
      const x = between(chance, -100, 1800)
      const y = between(chance, 0, 1150)
      return line(x, y, x + 34, y + 92, '#c9d6e6', 1.6, 'opacity="0.25"')
    }),
  ].join('')
})

const lighthouse = portrait((chance) => {
  const beam = (dx: number, dy: number, spread: number, strength: number) =>
    blurred(
      6,
      poly(
        [
          [640, 392],
          [640 + dx, 392 + dy - spread],
          [640 + dx, 392 + dy + spread],
        ],
        '#ffe9ae',
        `opacity="${strength}"`,
      ),
    )
  return [
    wash(0, 0, 1200, 1180, ['#0b1230', '#15235a', '#2f4b8c', '#6d84b4']),
    stars(chance, 210, 900, '#f2f5ff', 1200),
    beam(-900, -210, 170, 0.6),
    beam(900, 150, 150, 0.4),
    ridge(chance, { y: 1120, lift: 110, rough: 0.3, w: 1200 }, '#2a3d75', 1200),
    wash(0, 1110, 1200, 390, ['#38508c', '#182859', '#0a1230']),
    ripples(chance, { top: 1120, bottom: 1480, count: 70, color: '#ffe2a0', opacity: 0.22, to: 1200 }),
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
    ripples(chance, { top: 775, bottom: 1110, count: 70, color: '#efdcb8', opacity: 0.45, from: 200, to: 1500 }),
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
      circle(between(chance, 80, 1720), between(chance, 80, 1120), between(chance, 0.6, 2), '#6b4b30', 'opacity="0.22"'),
    ),
    stroke('M1600 70L1560 210L1590 330', '#f6ead0', 3, 'opacity="0.8"'),
    stroke('M70 1010L210 990L330 1012', '#f6ead0', 2.5, 'opacity="0.7"'),
    rect(70, 70, 1660, 1060, 'none', 'stroke="#f4e7cc" stroke-width="10"'),
    poly([[1730, 1130], [1640, 1130], [1730, 1040]], '#e2cda6'),
  ].join('')

  function ridgeInside(): string {
    return group(
      'transform="translate(70 0) scale(0.922 1)"',
      ridge(chance, { y: 740, lift: 200, rough: 0.4 }, '#bd9c6e', 762),
      ridge(chance, { y: 760, lift: 110, rough: 0.5 }, '#a5825a', 762),
    )
  }
})

export const harbourScenes = {
  'pier-dusk': pierDusk,
  'pier-microphones': microphones,
  'ferries-evening': ferriesEvening,
  'container-stacks': containerStacks,
  'flood-barrier': floodBarrier,
  lighthouse,
  'pier-1986': oldPier,
}
