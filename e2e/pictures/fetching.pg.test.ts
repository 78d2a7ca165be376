/** Pictures of others: a whole desk fetches them from a whole server over a line that is cut. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDesk, until } from '../../electron/engine/testing/a-desk.ts'
import { aServer } from '../../server/testing/a-server.ts'
import { cutLine } from '../../server/testing/cut-line.ts'
import { upload } from '../../server/testing/uploading.ts'
import { seededPictures } from '../support/seeded-pictures.ts'

vi.setConfig({ testTimeout: 90_000 })

const size = 5_000_000

/** A picture that a colleague has sent, and a desk behind a bad line that does not have it. */
async function aForeignPicture(seed: number) {
  const server = await aServer()
  onTestFinished(() => server.stop())
  const line = await cutLine(server.url)
  onTestFinished(() => line.close())
  const picture = (await seededPictures(size, seed))(0)
  await inParts(await server.client('photoEditor'), picture.bytes)
  const desk = aDesk()
  await desk.signIn(line.url, 'reporter')
  const fetch = () => desk.engine.picture(picture.asset, 'original')
  /** As screens do: asks until it can be had. */
  const had = async () => {
    const file = await until(async () => {
      desk.engine.wake()
      return await fetch()
    }, 'the picture')
    return file ?? ''
  }
  return { line, desk, picture, fetch, had }
}

async function inParts(client: Parameters<typeof upload>[0], bytes: Buffer): Promise<void> {
  const answer = await upload(client, bytes)
  expect(await answer.json()).toMatchObject({ complete: true })
}

describe('a picture of a colleague', () => {
  it('[DFP1] [DFP2] is fetched on from where the line was cut, and is that picture', async () => {
    const { line, picture, had } = await aForeignPicture(11)
    const before = line.passed.down
    line.cutAfter(2_000_000, 'down')
    const file = await had()
    expect(readFileSync(file).equals(picture.bytes)).toBe(true)
    expect(existsSync(`${file}.part`)).toBe(false)
    // What had come was not fetched again.
    expect(line.passed.down - before).toBeLessThan(size + 1_500_000)
  })

  it('[DFP2] is not believed when what an earlier try left is something else', async () => {
    const { desk, picture, had } = await aForeignPicture(12)
    const shelf = shelfOf(desk.folder)
    const file = join(shelf, picture.asset.slice(0, 2), `${picture.asset}.original`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.part`, Buffer.alloc(1_000_000, 7))
    expect(readFileSync(await had()).equals(picture.bytes)).toBe(true)
  })

  it('[DFP3] travels once for many who ask at the same time', async () => {
    const { line, picture, fetch } = await aForeignPicture(13)
    const before = line.passed.down
    const files = await Promise.all([fetch(), fetch(), fetch(), fetch()])
    expect(new Set(files).size).toBe(1)
    expect(readFileSync(files[0] ?? '').equals(picture.bytes)).toBe(true)
    expect(line.passed.down - before).toBeLessThan(size * 1.3)
  })
})

/** The folder of pictures somewhere below a desk's own. */
function shelfOf(folder: string): string {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).find(
    (entry) => entry.isDirectory() && entry.name === 'shelf',
  )
  if (!found) throw new Error(`no shelf below ${folder}`)
  return join(found.parentPath, found.name)
}
