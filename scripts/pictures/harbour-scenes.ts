/** The port: piers, ferries, containers. */
import {
  at,
  between,
  blurred,
  circle,
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
import { bollard, ferry, gantry, lampPost, sailboat, skyline } from './harbour-things.ts'
import { cloud, glitter, gull, ridge, ripples, stars } from './nature.ts'
import { bust, stander, walker } from './people.ts'
import { landscape } from './scene.ts'

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
      walker(150 + i * 96 + between(chance, -26, 26), 982, between(chance, 104, 124), '#0b1826', {
        step: between(chance, -1, 1),
        flip: true,
        bag: chance() < 0.3,
      }),
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
        `transform="rotate(${lean / 3})"`,
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
    bust(640, 1190, 690, { coat: ink, face: '#8a7466', hair: '#10191f', wears: 'cap' }),
    bust(1180, 1190, 650, {
      coat: '#5c3a3c',
      face: '#a98873',
      hair: '#2a1d1c',
      wears: 'long hair',
    }),
    rect(200, 1130, 1420, 70, '#0e181e'),
    times(9, (i) => mic(390 + i * 130, (4.2 - i) * 16 + between(chance, -12, 12))),
  ].join('')
})

const ferriesEvening = landscape((chance) => {
  const lamp = '#ffd98a'
  const mirror = (...inside: string[]) =>
    blurred(3, group('transform="translate(0 1716) scale(1 -1)" opacity="0.4"', ...inside))
  const boats =
    ferry(160, 858, 820, '#1d2c4d', '#b9c8df', lamp) +
    ferry(960, 858, 690, '#29355a', '#a5b6d3', lamp)
  return [
    wash(0, 0, 1800, 870, ['#16264a', '#2b4273', '#5d76a8', '#b79bb1', '#e7b396']),
    stars(chance, 90, 420, '#e6ecff'),
    path('M1460 165A72 72 0 1 0 1512 276A60 60 0 1 1 1460 165Z', '#f3eedd'),
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
  const paints = [
    '#c2452d',
    '#2f6f8f',
    '#d9942f',
    '#57875b',
    '#7d4a3a',
    '#e4d7bb',
    '#3d4f6b',
  ] as const
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

export const harbourScenes = {
  'pier-dusk': pierDusk,
  'pier-microphones': microphones,
  'ferries-evening': ferriesEvening,
  'container-stacks': containerStacks,
}
