/**
 * Listens on the wire between a window and its engine, from inside the page: which updates were
 * sent, which were acknowledged. It can also speak on that wire, as a hostile page could.
 */
import type { Page } from 'playwright'
import * as Y from 'yjs'
import { applyPacked, packState } from '../../shared/document/encoding.ts'
import type { PortAnswer } from '../../shared/ipc/engine-contract.ts'
import { enginePortMessage } from '../../shared/ipc/main-contract.ts'

interface Tap {
  port: MessagePort | undefined
  ports: number
  sent: Map<number, Uint8Array>
  acknowledged: Uint8Array[]
  /** Numbers of our own requests: far from the app's. */
  nextId: number
}
declare global {
  interface Window {
    engineTap?: Tap
  }
}

function installTap(portMessage: string): void {
  const tap: Tap = { port: undefined, ports: 0, sent: new Map(), acknowledged: [], nextId: 1e9 }
  window.engineTap = tap
  window.addEventListener(
    'message',
    (event) => {
      const [port] = event.ports
      if (event.data !== portMessage || !port) return
      tap.port = port
      tap.ports += 1
      // An answer of the engine before this one must not count for a number used again.
      const sent = new Map<number, Uint8Array>()
      tap.sent = sent
      const post = port.postMessage.bind(port)
      port.postMessage = (message: {
        id: number
        call?: string
        input?: { update?: Uint8Array }
      }) => {
        if (message?.call === 'story:append' && message.input?.update) {
          sent.set(message.id, message.input.update.slice())
        }
        post(message)
      }
      port.addEventListener('message', ({ data }: MessageEvent<PortAnswer>) => {
        const update = 'id' in data ? sent.get(data.id) : undefined
        if (!update) return
        sent.delete(data.id)
        if (data.ok) tap.acknowledged.push(update)
      })
    },
    { capture: true },
  )
}

/** Puts the tap into the page; loads the page again so that it is there before the app's code. */
export async function tapEngine(page: Page): Promise<void> {
  await page.addInitScript(installTap, enginePortMessage)
  await page.reload()
  await page.waitForFunction(() => window.engineTap?.port !== undefined)
}

/** How many of the window's updates the engine has acknowledged since the tap is in. */
export const acknowledgedCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.engineTap?.acknowledged.length ?? 0)

const toBase64 = `(bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))`

/** The acknowledged updates themselves. */
export async function acknowledgedUpdates(page: Page): Promise<Uint8Array[]> {
  const texts = (await page.evaluate(`window.engineTap.acknowledged.map(${toBase64})`)) as string[]
  return texts.map((text) => new Uint8Array(Buffer.from(text, 'base64')))
}

/** Sends any value as it is on the window's port to the engine. */
export const postToEngine = (page: Page, frame: unknown): Promise<void> =>
  page.evaluate((message) => window.engineTap?.port?.postMessage(message), frame)

/** Asks the engine one call of the contract (or anything else) and answers what comes back. */
export async function askEngine(
  page: Page,
  call: string,
  input: Record<string, unknown>,
  bytes: Readonly<Record<string, Uint8Array>> = {},
): Promise<PortAnswer> {
  const encoded = Object.fromEntries(
    Object.entries(bytes).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  )
  return await page.evaluate(
    ({ call, input, encoded }) =>
      new Promise<PortAnswer>((resolve) => {
        const tap = window.engineTap
        if (!tap?.port) throw new Error('no engine port')
        const { port } = tap
        const id = tap.nextId++
        const binary = Object.entries(encoded).map(([key, text]) => [
          key,
          Uint8Array.from(atob(text), (char) => char.charCodeAt(0)),
        ])
        const hear = ({ data }: MessageEvent<PortAnswer>) => {
          if (data.id !== id) return
          port.removeEventListener('message', hear)
          resolve(data)
        }
        port.addEventListener('message', hear)
        port.postMessage({ id, call, input: { ...input, ...Object.fromEntries(binary) } })
      }),
    { call, input, encoded },
  )
}

/** The whole document of a story as the engine has it on disk, packed. */
export async function storedState(page: Page, story: string): Promise<Uint8Array> {
  const texts = await page.evaluate(
    ({ story }) =>
      new Promise<string[]>((resolve, reject) => {
        const tap = window.engineTap
        if (!tap?.port) throw new Error('no engine port')
        const { port } = tap
        const id = tap.nextId++
        const hear = ({ data }: MessageEvent<PortAnswer>) => {
          if (data.id !== id) return
          port.removeEventListener('message', hear)
          if (!data.ok) return reject(new Error(data.error.message))
          const { state, tail } = data.output as { state: Uint8Array; tail: Uint8Array[] }
          const texts = [state, ...tail].map((part) => {
            let binary = ''
            for (const byte of part) binary += String.fromCharCode(byte)
            return btoa(binary)
          })
          resolve(texts)
        }
        port.addEventListener('message', hear)
        port.postMessage({ id, call: 'story:open', input: { story } })
      }),
    { story },
  )
  const doc = new Y.Doc()
  for (const text of texts) applyPacked(doc, new Uint8Array(Buffer.from(text, 'base64')))
  return packState(doc)
}
