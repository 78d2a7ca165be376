/** A foundry, a laboratory and a kitchen's work. */
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
import { landscape, portrait } from './scene.ts'

const bellFoundry = portrait((chance) =>
  [
    wash(0, 0, 1200, 1500, ['#140d14', '#2a1618', '#4a2018', '#1a0f12']),
    glow(420, 980, 900, '#ff8a2a', 0.7),
    times(4, (i) => rect(70 + i * 320, 0, 40, 700, '#0d080c', 'opacity="0.8"')),
    rect(0, 120, 1200, 46, '#0d080c'),
    poly(
      [
        [930, 60],
        [1110, 60],
        [1110, 300],
        [930, 300],
      ],
      '#31405e',
    ),
    times(2, (i) => rect(930 + i * 86, 60, 8, 240, '#0d080c')),
    rect(930, 176, 180, 8, '#0d080c'),
    line(820, 166, 820, 430, '#0a0609', 14),
    path('M796 430L844 430L850 470L790 470Z', '#0a0609'),
    path(
      'M690 520Q700 462 820 458Q940 462 950 520Q968 760 1010 900Q1040 980 1080 1010L560 1010Q600 980 630 900Q672 760 690 520Z',
      '#6b4a2a',
    ),
    path(
      'M690 520Q700 462 820 458Q760 480 744 540Q730 780 690 910Q660 985 620 1010L560 1010Q600 980 630 900Q672 760 690 520Z',
      '#f0a24a',
      'opacity="0.75"',
    ),
    path(
      'M900 480Q944 490 950 520Q968 760 1010 900Q1040 980 1080 1010L960 1010Q930 900 920 760Z',
      '#2e1c14',
      'opacity="0.7"',
    ),
    [560, 600, 860, 930]
      .map((y, i) =>
        stroke(
          `M${688 - (y - 520) * 0.16} ${y}Q820 ${y + 26} ${952 + (y - 520) * 0.16} ${y}`,
          i < 2 ? '#c98a45' : '#a26a34',
          i % 2 ? 5 : 9,
        ),
      )
      .join(''),
    ellipse(820, 1010, 262, 34, '#1a0f0c'),
    ellipse(820, 1004, 250, 26, '#8a5a2c'),
    rect(0, 1180, 1200, 320, '#120b0e'),
    path('M120 1200L200 1120L520 1120L600 1200Z', '#2a1a18'),
    ellipse(360, 1122, 160, 26, '#0a0609'),
    ellipse(360, 1122, 128, 18, '#ffb545'),
    glow(360, 1110, 330, '#ffd27a', 0.95),
    path(
      'M322 806Q352 838 356 900Q366 1010 366 1120L342 1120Q346 1010 330 910Q318 850 300 832Z',
      '#ffe9a8',
    ),
    blurred(
      7,
      path(
        'M314 800Q356 838 362 900Q374 1010 376 1120L334 1120Q338 1010 322 910Z',
        '#ffb84d',
        'opacity="0.7"',
      ),
    ),
    path('M150 690L330 740L318 850Q240 870 160 830Z', '#3a2622'),
    ellipse(240, 716, 96, 24, '#ffcf6b', 'transform="rotate(15 240 716)"'),
    line(60, 640, 190, 720, '#0a0609', 16),
    line(300, 760, 470, 690, '#0a0609', 16),
    at(
      500,
      1180,
      5.2,
      circle(8, -128, 10.5, '#0a0609'),
      path('M-4 -132Q0 -146 14 -142Q24 -138 20 -124L12 -132Z', '#20120f'),
      path('M-12 -112Q2 -122 22 -110L26 -56Q6 -48 -16 -56Z', '#120a0b'),
      path('M-16 -56L-12 0L0 0L4 -48L12 0L24 0L26 -56Z', '#0a0609'),
      stroke('M-8 -106L-26 -92L-36 -94', '#120a0b', 7.5),
      path('M-12 -112Q-16 -84 -14 -58L-8 -58Q-10 -86 -4 -112Z', '#f0883a', 'opacity="0.8"'),
      path('M-1 -134Q-5 -126 0 -118L3 -119Q0 -127 3 -135Z', '#f0a24a', 'opacity="0.9"'),
    ),
    times(70, () =>
      circle(
        between(chance, 120, 760),
        between(chance, 560, 1190),
        between(chance, 1.5, 5),
        pick(chance, ['#ffd27a', '#ff9e3d', '#fff1c4']),
        `opacity="${between(chance, 0.4, 1).toFixed(2)}"`,
      ),
    ),
    blurred(
      24,
      ellipse(420, 640, 200, 60, '#8a4a30', 'opacity="0.35"'),
      ellipse(560, 520, 220, 60, '#6b3a2c', 'opacity="0.3"'),
    ),
  ].join(''),
)

const labBench = landscape((chance) => {
  const liquid = ['#2fa59a', '#f0a742', '#d9547a', '#4f86c6', '#8fbf5a'] as const
  const flask = (x: number, size: number, color: string) =>
    at(
      x,
      960,
      size,
      path(
        'M-16 -170L16 -170L16 -100L72 -14Q78 0 62 0L-62 0Q-78 0 -72 -14L-16 -100Z',
        '#ffffff',
        'opacity="0.55"',
      ),
      path('M-44 -56L44 -56L72 -14Q78 0 62 0L-62 0Q-78 0 -72 -14Z', color),
      ellipse(0, -56, 44, 7, mix(color, '#ffffff', 0.35)),
      rect(-22, -182, 44, 14, '#dfeeee', 'rx="6"'),
      stroke('M-10 -160L-10 -96L-56 -22', '#ffffff', 5, 'opacity="0.8"'),
      times(4, () =>
        circle(
          between(chance, -34, 34),
          between(chance, -44, -10),
          between(chance, 3, 7),
          '#ffffff',
          'opacity="0.5"',
        ),
      ),
    )
  const tube = (x: number, color: string) =>
    rect(x, 790, 34, 150, '#ffffff', 'opacity="0.6" rx="17"') +
    path(`M${x} 860L${x + 34} 860L${x + 34} 923A17 17 0 0 1 ${x} 923Z`, color) +
    rect(x - 4, 786, 42, 10, '#e7f1f0', 'rx="5"')
  return [
    wash(0, 0, 1800, 960, ['#cfe7e6', '#e3f0ea', '#f3f2e4']),
    rect(120, 110, 620, 520, '#9fcfd6'),
    wash(140, 130, 580, 480, ['#bfe3ea', '#8fc6cf']),
    path('M140 520Q300 440 460 500T720 470L720 610L140 610Z', '#3f93a1'),
    path('M140 560Q330 520 470 556T720 540L720 610L140 610Z', '#2d7886'),
    rect(420, 130, 18, 480, '#f4f7f4') + rect(140, 360, 580, 14, '#f4f7f4'),
    rect(110, 620, 640, 24, '#f4f7f4'),
    times(3, (i) => rect(920, 170 + i * 150, 760, 14, '#b98f5e')),
    times(3, (row) =>
      times(12, (i) => {
        const h = between(chance, 52, 100)
        const x = 940 + i * 61
        return (
          rect(
            x,
            170 + row * 150 - h,
            42,
            h,
            mix(
              pick(chance, ['#8fb7b3', '#d9b36c', '#b9cfd0', '#c98a7a', '#6d9aa6']),
              '#ffffff',
              0.15,
            ),
            'rx="6"',
          ) +
          rect(x + 8, 170 + row * 150 - h * 0.6, 26, h * 0.24, '#f7f5ea') +
          rect(x + 12, 170 + row * 150 - h - 10, 18, 12, '#5d7c80')
        )
      }),
    ),
    at(
      1110,
      950,
      6.6,
      path('M-30 0Q-32 -52 -12 -58L-6 -60L10 -60Q32 -56 34 0Z', '#fbfaf5'),
      path('M-6 -60L2 -48L10 -60L14 -58L2 -34L-10 -58Z', '#3f93a1'),
      rect(-3, -70, 11, 12, '#a9765e'),
      path('M-12 -86Q-12 -100 2 -100Q16 -100 15 -84Q14 -68 3 -67Q-9 -68 -12 -86Z', '#b98468'),
      path(
        'M-15 -80Q-18 -104 3 -105Q24 -104 20 -78Q24 -66 16 -62Q18 -84 8 -92Q-4 -90 -15 -80Z',
        '#2b2024',
      ),
      path('M-12 -87L13 -87L12 -81Q6 -79 1 -81Q-5 -79 -11 -81Z', '#d5eef0', 'opacity="0.85"'),
      stroke('M-24 -44Q-44 -36 -50 -26', '#fbfaf5', 12),
      circle(-52, -25, 5, '#7fc0bd'),
    ),
    rect(0, 950, 1800, 250, '#eef3ef'),
    rect(0, 946, 1800, 18, '#bfd3d0'),
    rect(0, 1020, 1800, 180, '#cfdedb'),
    times(
      5,
      (i) =>
        rect(60 + i * 360, 1050, 320, 120, '#dfe9e6', 'rx="8"') +
        rect(190 + i * 360, 1076, 60, 12, '#9fb8b5', 'rx="6"'),
    ),
    rect(330, 846, 330, 16, '#a9865c') +
      rect(330, 936, 330, 16, '#a9865c') +
      rect(336, 846, 14, 104, '#a9865c') +
      rect(640, 846, 14, 104, '#a9865c'),
    times(5, (i) => tube(372 + i * 56, liquid[i] ?? liquid[0])),
    flask(160, 1.15, liquid[0]),
    flask(770, 1, liquid[1]),
    flask(1420, 1.35, liquid[3]),
    flask(1660, 0.95, liquid[2]),
    rect(700, 690, 10, 140, '#5d7c80', 'transform="rotate(24 705 760)"'),
    circle(674, 842, 9, '#4f86c6'),
  ].join('')
})

const schoolLunch = landscape((chance) => {
  const plate = (x: number, y: number, r: number, food: string) =>
    ellipse(x + 16, y + 22, r * 1.03, r * 1.03, '#12303c', 'opacity="0.28"') +
    circle(x, y, r, '#fbf7ec') +
    circle(x, y, r * 0.78, '#eee6d3') +
    circle(x, y, r * 0.75, '#f8f2e2') +
    food
  const lentils = (x: number, y: number, r: number) =>
    circle(x, y, r * 0.6, '#b5652b') +
    times(70, () => {
      const angle = chance() * Math.PI * 2
      const far = Math.sqrt(chance()) * r * 0.55
      const [lx, ly] = [x + Math.cos(angle) * far, y + Math.sin(angle) * far]
      return ellipse(lx, ly, r * 0.055, r * 0.04, mix('#d98a3d', '#8a4a20', chance()))
    }) +
    times(5, () => {
      const lx = x + between(chance, -0.3, 0.3) * r
      const ly = y + between(chance, -0.3, 0.3) * r
      return ellipse(
        lx,
        ly,
        r * 0.09,
        r * 0.05,
        '#5f9a4a',
        `transform="rotate(${between(chance, 0, 90).toFixed(0)} ${lx} ${ly})"`,
      )
    })
  const salad = (x: number, y: number, r: number) =>
    times(13, (i) => {
      const angle = (i / 13) * Math.PI * 2
      return circle(
        x + Math.cos(angle) * r * 0.36,
        y + Math.sin(angle) * r * 0.36,
        r * 0.2,
        mix('#7fb65a', '#3f7f45', chance()),
      )
    }) +
    times(6, () =>
      circle(
        x + between(chance, -0.34, 0.34) * r,
        y + between(chance, -0.34, 0.34) * r,
        r * 0.12,
        '#d8432f',
      ),
    ) +
    times(5, () =>
      circle(
        x + between(chance, -0.3, 0.3) * r,
        y + between(chance, -0.3, 0.3) * r,
        r * 0.1,
        '#e9efcf',
        'stroke="#8dbb6a" stroke-width="6"',
      ),
    )
  const bread = (x: number, y: number, turn: number) =>
    group(
      `transform="rotate(${turn} ${x} ${y})"`,
      ellipse(x + 10, y + 14, 150, 62, '#12303c', 'opacity="0.25"'),
      ellipse(x, y, 150, 62, '#d79a4d'),
      ellipse(x - 6, y - 8, 132, 46, '#e8b76b'),
      times(4, (i) => line(x - 84 + i * 52, y - 30, x - 60 + i * 52, y + 26, '#c07f36', 8)),
    )
  const cup = (x: number, y: number, drink: string) =>
    circle(x + 10, y + 14, 66, '#12303c', 'opacity="0.25"') +
    circle(x, y, 64, '#fbf7ec') +
    circle(x, y, 52, drink) +
    ellipse(x - 16, y - 18, 18, 10, '#ffffff', 'opacity="0.6"')
  const spoon = (x: number, y: number, turn: number) =>
    group(
      `transform="rotate(${turn} ${x} ${y})"`,
      rect(x - 7, y - 30, 14, 190, '#cfd8d8', 'rx="7"'),
      ellipse(x, y - 66, 28, 44, '#dfe7e6'),
      ellipse(x - 6, y - 72, 12, 24, '#f6faf9'),
    )
  return [
    wash(0, 0, 1800, 1200, ['#2f8796', '#27798a', '#1f6678']),
    times(7, (i) => rect(0, i * 180, 1800, 5, '#1c5b6b', 'opacity="0.6"')),
    times(5, (i) => rect(140 + i * 360, 0, 3, 1200, '#3a95a3', 'opacity="0.4"')),
    plate(430, 400, 250, lentils(430, 400, 250)),
    plate(1010, 330, 190, salad(1010, 330, 190)),
    plate(1470, 640, 260, lentils(1470, 640, 260)),
    plate(820, 860, 240, lentils(820, 860, 240)),
    plate(240, 960, 180, salad(240, 960, 180)),
    bread(1340, 210, -18) + bread(1180, 1030, 24),
    cup(720, 150, '#e9d6a6') +
      cup(1130, 640, '#d96f4a') +
      cup(540, 760, '#e9d6a6') +
      cup(1690, 1010, '#d96f4a'),
    spoon(110, 420, 8) + spoon(1150, 820, -12) + spoon(1740, 470, 14),
    times(9, () =>
      circle(
        between(chance, 560, 1300),
        between(chance, 480, 700),
        between(chance, 4, 9),
        '#e8b76b',
      ),
    ),
  ].join('')
})

export const workshopScenes = {
  'school-lunch': schoolLunch,
  'bell-foundry': bellFoundry,
  'lab-bench': labBench,
}
