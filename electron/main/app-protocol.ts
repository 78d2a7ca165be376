/**
 * Serves `copydesk://`: the renderer's files with their policy, and pictures from the shelf.
 *
 *     window → [app protocol] → out/app/renderer · shelf (the engine makes or fetches what is missing)
 */
import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { AssetId } from '../../shared/model/ids.ts'
import { pictureTypeOf } from '../engine/media/picture-type.ts'
import type { PictureSize } from '../engine/parent-contract.ts'
import { appScheme, fileInside, parseAppAddress } from './app-address.ts'
import { contentPolicy, freshNonce, withNonce } from './content-policy.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
}

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
  }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** File of a picture at a size, made or fetched if need be; null when it cannot be had now. */
export type FindPicture = (asset: AssetId, size: PictureSize) => Promise<string | null>

/** To be called once the app is ready. */
export function serveApp(rendererFolder: string, findPicture: FindPicture): void {
  protocol.handle(appScheme, async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET')
    const address = parseAppAddress(url)
    if (!address) return plain(404, 'No such address')
    if (address.at === 'picture') return picture(await findPicture(address.asset, address.size))
    const path = address.path === '/' ? '/index.html' : address.path
    const file = fileInside(rendererFolder, path)
    return file ? appFile(file) : plain(404, 'No such file')
  })
}

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR'].includes(String(error.code))

async function appFile(file: string): Promise<Response> {
  const type = contentTypes[extname(file)]
  if (!type) return plain(404, 'No such file')
  try {
    const bytes = await readFile(file)
    const headers: Record<string, string> = {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    }
    if (extname(file) !== '.html') return new Response(new Uint8Array(bytes), { headers })
    const nonce = freshNonce()
    headers['content-security-policy'] = contentPolicy(nonce)
    headers['cache-control'] = 'no-store'
    return new Response(withNonce(bytes.toString('utf8'), nonce), { headers })
  } catch (error) {
    if (isMissing(error)) return plain(404, 'No such file')
    throw error
  }
}

async function picture(file: string | null): Promise<Response> {
  if (!file) return plain(404, 'The picture is not on this device and could not be fetched')
  try {
    const { size } = await stat(file)
    const type = pictureTypeOf(await firstBytes(file))
    if (!type) return plain(404, 'Not a picture')
    const stream = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
    const headers = {
      'content-type': type,
      'content-length': String(size),
      'x-content-type-options': 'nosniff',
      // Addressed by content: the bytes behind an address never change.
      'cache-control': 'public, max-age=31536000, immutable',
    }
    return new Response(stream, { headers })
  } catch (error) {
    if (isMissing(error)) return plain(404, 'The picture is not on this device')
    throw error
  }
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
