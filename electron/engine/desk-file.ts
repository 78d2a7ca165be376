/**
 * Who has used this device, for which newsroom, and who uses it now. One small file, replaced whole.
 *
 * DDF1  The file is either the old one or the new one, whatever happens while it is written.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { deviceIdSchema } from '../../shared/model/ids.ts'
import { deskSchema, newsroomSchema, personSchema } from '../../shared/model/people.ts'

export const accountSchema = z.object({
  server: z.string(),
  /** How the person signed in; the server may know them by another address by now. */
  email: z.string(),
  device: deviceIdSchema,
  person: personSchema,
  newsroom: newsroomSchema,
  desks: z.array(deskSchema),
})
/** A person of a newsroom on this device. */
export type Account = z.infer<typeof accountSchema>

const fileSchema = z.object({
  current: accountSchema.nullable(),
  others: z.array(accountSchema),
})

export interface DeskFile {
  current(): Account | null
  /** Everybody who has signed in on this device. */
  accounts(): readonly Account[]
  /** Makes an account the current one, or nobody. */
  use(account: Account | null): void
}

const isSame = (a: Account, b: Account): boolean =>
  a.newsroom.id === b.newsroom.id && a.person.id === b.person.id

/** Folder of a person's store. */
export const folderOf = (folder: string, { newsroom, person }: Account): string =>
  join(folder, newsroom.id, person.id)

function read(file: string): z.infer<typeof fileSchema> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { current: null, others: [] }
    }
    throw error
  }
  return fileSchema.parse(JSON.parse(text))
}

function replace(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}

/** Opens the file of a device's folder. */
export function openDeskFile(folder: string): DeskFile {
  const file = join(folder, 'desk.json')
  let state = read(file)
  const accounts = (): Account[] =>
    state.current ? [state.current, ...state.others] : state.others
  return {
    current: () => state.current,
    accounts,
    use(account) {
      const others = accounts().filter((known) => account === null || !isSame(known, account))
      state = { current: account, others }
      replace(file, JSON.stringify(state, null, 2))
    },
  }
}
