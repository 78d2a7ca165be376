/** One table to a compressed file and back, streaming, counted and hashed. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type TableInBackup, UnusableBackup } from './backup-format.ts'
import type { CatalogueTable } from './catalogue.ts'

/** Quick enough to keep up with the database; better levels cost more time than they save space. */
const compression = { level: 3 }

const statement = (name: string, columns: readonly string[]): string =>
  `copy ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`

/** Passes everything on, and counts and hashes it. */
export function measured(hash: Hash): { through: Transform; bytes(): number } {
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { through, bytes: () => bytes }
}

/** Writes the table's rows, as the transaction of `client` sees them, into `folder`. */
export async function copyOut(
  client: pg.Client,
  { name, columns }: CatalogueTable,
  folder: string,
): Promise<TableInBackup> {
  const file = `${name}.copy.gz`
  const rows = client.query(copyTo(`${statement(name, columns)} to stdout`))
  const hash = createHash('sha256')
  const { through, bytes } = measured(hash)
  const path = join(folder, file)
  await pipeline(rows, createGzip(compression), through, createWriteStream(path))
  await syncFile(path)
  return {
    name,
    columns: [...columns],
    rows: rows.rowCount,
    file,
    bytes: bytes(),
    sha256: hash.digest('hex'),
  }
}

/** On the disk, not only in the machine's memory. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Reads a table's file from end to end; throws `UnusableBackup` when it is not as it was written. */
export async function checkTable(folder: string, table: TableInBackup): Promise<void> {
  const rows = await readChecked(folder, table)
  if (rows !== table.rows) {
    throw new UnusableBackup(`${table.file} holds ${rows} rows instead of ${table.rows}`)
  }
}

/** Reads a compressed file of the backup, checks its hash, and counts its lines. */
export async function readChecked(
  folder: string,
  { file, sha256 }: Pick<TableInBackup, 'file' | 'sha256'>,
  onText: (chunk: Buffer) => void = () => {},
): Promise<number> {
  const hash = createHash('sha256')
  let lines = 0
  try {
    await pipeline(
      createReadStream(join(folder, file)),
      measured(hash).through,
      createGunzip(),
      async (text: AsyncIterable<Buffer>) => {
        for await (const chunk of text) {
          onText(chunk)
          lines += linesIn(chunk)
        }
      },
    )
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new UnusableBackup(`${file} is ${missing ? 'missing' : 'damaged'}`, { cause })
  }
  if (hash.digest('hex') !== sha256) throw new UnusableBackup(`${file} is damaged: other contents`)
  return lines
}

/** Inside a row COPY writes a line's end as two characters, so each is the end of a row. */
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
  return lines
}

/** Fills the table from its file; throws when another number of rows arrived. */
export async function copyIn(
  client: pg.Client,
  { name, columns, file, rows }: TableInBackup,
  folder: string,
): Promise<void> {
  const into = client.query(copyFrom(`${statement(name, columns)} from stdin`))
  await pipeline(createReadStream(join(folder, file)), createGunzip(), into)
  if (into.rowCount !== rows) {
    throw new UnusableBackup(`${into.rowCount} rows of ${rows} came into ${name}`)
  }
}
