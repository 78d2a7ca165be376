/**
 * Addresses of the app's own scheme, parsed once.
 *
 *     copydesk://app/index.html              a file of the renderer
 *     copydesk://asset/<sha-256>/<size>      a picture from the shelf
 *
 * DAD1  No address leads outside the renderer's folder or the shelf.
 */
import { isAbsolute, join, normalize, relative, sep } from 'node:path'
import { type AssetId, isAssetId } from '../../shared/model/ids.ts'
import { type PictureSize, pictureSizeSchema } from '../engine/parent-contract.ts'

export const appScheme = 'copydesk'
export const appPage = `${appScheme}://app/index.html`

export type AppAddress =
  | { readonly at: 'file'; readonly path: string }
  | { readonly at: 'picture'; readonly asset: AssetId; readonly size: PictureSize }

/** What an address of our scheme names, or null. */
export function parseAppAddress(address: string): AppAddress | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${appScheme}:`) return null
  if (url.host === 'app') return { at: 'file', path: url.pathname }
  if (url.host !== 'asset') return null
  const [asset, size, ...rest] = url.pathname.slice(1).split('/')
  const known = pictureSizeSchema.safeParse(size)
  if (!isAssetId(asset) || !known.success || rest.length > 0) return null
  return { at: 'picture', asset, size: known.data }
}

/** The file behind a path of `copydesk://app`, or null when it would lie outside the folder. */
export function fileInside(folder: string, path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = normalize(join(folder, decoded))
  const inside = relative(folder, file)
  if (inside === '' || inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside)) {
    return null
  }
  return file
}

/** True for a page of ours: the only kind of frame that may call main. */
export function isAppPage(address: string, devPage: string | null): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol === `${appScheme}:`) return url.host === 'app'
  return devPage !== null && url.origin === new URL(devPage).origin
}
