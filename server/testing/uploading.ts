/** Uploads as a desk asks for them, one request at a time. */
import type { TestClient } from './a-client.ts'
import { assetOf } from './pictures.ts'

export const begin = (client: TestClient, asset: string, bytes: number, mediaType = 'image/jpeg') =>
  client.fetch(`/v1/uploads/${asset}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ bytes, mediaType }),
  })

export const add = (client: TestClient, asset: string, offset: number, part: Buffer) =>
  client.fetch(`/v1/uploads/${asset}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
    body: new Uint8Array(part),
  })

export async function upload(
  client: TestClient,
  bytes: Buffer,
  mediaType = 'image/jpeg',
  name?: string,
) {
  const asset = name ?? assetOf(bytes)
  await begin(client, asset, bytes.length, mediaType)
  return await add(client, asset, 0, bytes)
}

/** The pictures that the feed tells somebody of. */
export const assetFactsFor = async (client: TestClient) =>
  (await client.changes()).changes.flatMap(({ fact }) => (fact.type === 'asset' ? [fact] : []))
