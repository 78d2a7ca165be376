/** The floor under every editor: a bare contenteditable with the same text and looks, in the same Chromium. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { root } from '../scripts/project.ts'

/** How the real editor sets its text, read from the screen. */
export interface Typography {
  readonly width: number
  readonly fontFamily: string
  readonly fontSize: string
  readonly lineHeight: string
  readonly marginBlock: string
  readonly color: string
  readonly background: string
}

/** Reads the typography of the first text block below `editable`. */
export async function typographyOf(page: Page, editable: string): Promise<Typography> {
  return await page.evaluate((selector) => {
    const body = document.querySelector(selector)
    const block = [...(body?.children ?? [])].find((child) => child.textContent?.trim())
    if (!body || !block) throw new Error(`no text in ${selector}`)
    const style = getComputedStyle(block)
    return {
      width: body.getBoundingClientRect().width,
      fontFamily: style.fontFamily,
      fontSize: style.fontSize,
      lineHeight: style.lineHeight,
      marginBlock: `${style.marginTop} ${style.marginBottom}`,
      color: style.color,
      background: getComputedStyle(document.body).backgroundColor,
    }
  }, editable)
}

/** The app's own `@font-face` rules, with the font files copied beside the page. */
function fontFaces(folder: string): string {
  const assets = join(root, 'out', 'app', 'renderer', 'assets')
  const files = readdirSync(assets)
  for (const file of files) {
    if (/\.woff2?$/.test(file)) copyFileSync(join(assets, file), join(folder, file))
  }
  const css = files
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(join(assets, file), 'utf8'))
  return css
    .flatMap((text) => text.match(/@font-face\s*\{[^}]*\}/g) ?? [])
    .map((rule) => rule.replace(/url\((['"]?)(?:[^)'"]*\/)?([^)'"/]+)\1\)/g, 'url($2)'))
    .join('\n')
}

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Writes the page into `folder`; answers its address. */
export function writeBarePage(
  folder: string,
  name: string,
  looks: Typography,
  text: readonly string[],
): string {
  const file = join(folder, `${name}.html`)
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>bare</title><style>
${fontFaces(folder)}
body { margin: 0; background: ${looks.background}; color: ${looks.color} }
#bare { width: ${looks.width}px; margin: 0 auto; outline: none; white-space: pre-wrap;
  font: ${looks.fontSize}/${looks.lineHeight} ${looks.fontFamily} }
#bare p { margin-block: ${looks.marginBlock} }
</style><div id="bare" contenteditable="true">${text.map((line) => `<p>${escapeText(line)}</p>`).join('')}</div></html>`,
  )
  return pathToFileURL(file).href
}

/** Selector of the editable in the bare page. */
export const bareEditable = '#bare'
