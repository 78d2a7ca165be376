/** Digits drawn as strokes, so that a picture does not depend on the fonts of the machine. */
import { at, stroke } from './brush.ts'

/** Each in a box 60 wide and 100 high, standing on y = 0. */
const digits: Readonly<Record<string, string>> = {
  '0': 'M30 -94C8 -94 6 -70 6 -50S8 -6 30 -6S54 -30 54 -50S52 -94 30 -94Z',
  '1': 'M12 -78L32 -94L32 -6',
  '2': 'M8 -72Q10 -94 31 -94Q53 -94 53 -72Q53 -56 38 -40L8 -6L55 -6',
  '3': 'M9 -80Q16 -94 31 -94Q52 -93 52 -73Q52 -54 28 -53Q55 -53 55 -29Q55 -6 30 -6Q12 -6 6 -21',
  '4': 'M44 -6L44 -94L6 -30L57 -30',
  '5': 'M51 -94L15 -94L11 -54Q20 -61 32 -61Q55 -60 55 -34Q55 -6 29 -6Q11 -6 6 -19',
  '6': 'M48 -88Q40 -95 30 -94Q7 -92 7 -42Q7 -6 31 -6Q54 -7 54 -34Q54 -58 32 -58Q12 -58 7 -36',
  '7': 'M6 -94L55 -94L24 -6',
  '8': 'M30 -94Q50 -94 50 -74Q50 -56 30 -53Q10 -56 10 -74Q10 -94 30 -94ZM30 -53Q55 -50 55 -29Q55 -6 30 -6Q5 -6 5 -29Q5 -50 30 -53Z',
  '9': 'M12 -12Q20 -5 30 -6Q53 -8 53 -58Q53 -94 29 -94Q6 -93 6 -66Q6 -42 28 -42Q48 -42 53 -64',
}

/** A number centred on x, standing on y, `tall` high. */
export function numeral(text: string, x: number, y: number, tall: number, color: string): string {
  const scale = tall / 100
  const step = 74
  const start = x - ((text.length * step - 14) * scale) / 2
  return [...text]
    .map((digit, i) =>
      at(start + i * step * scale, y, scale, stroke(digits[digit] ?? '', color, 13)),
    )
    .join('')
}
