/** Writing a large object in parts, which appear together at the end or not at all (VSS2). */
import { Readable } from 'node:stream'
import { StoreUnavailable } from './object-store.ts'
import { expectOk } from './s3-reading.ts'
import type { S3Send } from './s3-request.ts'
import { elementsOf, escaped, textOf } from './s3-xml.ts'

/** At least 5 MiB by the protocol; memory holds two of them a picture. */
const partBytes = 8 * 1024 * 1024

/** The bytes in parts of equal size but the last. */
export async function* partsOf(bytes: Uint8Array | Readable): AsyncGenerator<Uint8Array> {
  if (!(bytes instanceof Readable)) {
    for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes)
    return
  }
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    let rest = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array)
    while (size + rest.length >= partBytes) {
      const fits = partBytes - size
      yield Buffer.concat([...held, rest.subarray(0, fits)])
      rest = rest.subarray(fits)
      held = []
      size = 0
    }
    if (rest.length > 0) held.push(rest)
    size += rest.length
  }
  if (size > 0) yield Buffer.concat(held)
}

/** Uploads the parts that are here and those that follow. */
export async function putInParts(
  send: S3Send,
  key: string,
  here: readonly Uint8Array[],
  following: AsyncIterable<Uint8Array>,
): Promise<void> {
  const begun = await expectOk(await send({ method: 'POST', key, query: { uploads: '' } }))
  const uploadId = textOf(begun, 'UploadId')
  const tags: string[] = []
  let size = 0
  const sendPart = async (body: Uint8Array) => {
    const partNumber = String(tags.length + 1)
    const response = await send({ method: 'PUT', key, query: { partNumber, uploadId }, body })
    await expectOk(response)
    tags.push(response.headers.get('etag') ?? '')
    size += body.length
  }
  try {
    for (const part of here) await sendPart(part)
    for await (const part of following) await sendPart(part)
    await complete(send, key, uploadId, tags, size)
  } catch (error) {
    // The failure counts, not whether its traces could be removed: `tidy` takes what is left.
    await send({ method: 'DELETE', key, query: { uploadId } }).then(
      (response) => response.text(),
      () => {},
    )
    throw error
  }
}

async function complete(
  send: S3Send,
  key: string,
  uploadId: string,
  tags: readonly string[],
  size: number,
): Promise<void> {
  const parts = tags.map(
    (tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
  )
  const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
  const response = await send({ method: 'POST', key, query: { uploadId }, body })
  // Said before, the answer lost: the upload is gone because it is complete.
  if (response.status === 404 && (await sizeNow(send, key)) === size) return
  const said = await expectOk(response)
  // A success that took long may turn out a failure in the body.
  if (elementsOf(said, 'Error').length > 0) {
    throw new StoreUnavailable(new Error(`the parts were not joined: ${said.slice(0, 500)}`))
  }
}

async function sizeNow(send: S3Send, key: string): Promise<number | null> {
  const response = await send({ method: 'HEAD', key })
  return response.ok ? Number(response.headers.get('content-length')) : null
}
