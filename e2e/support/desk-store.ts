/** The store of a desk that is closed, opened by the desk's own code. */
import { join } from 'node:path'
import { folderOf, openDeskFile } from '../../electron/engine/desk-file.ts'
import { openStore, type Store } from '../../electron/engine/store/store.ts'
import { type DeskId, parseDeskId, type UserId } from '../../shared/model/ids.ts'

/** Opens the store of whoever used this user data folder last. */
export function storeOfDesk(userData: string): {
  store: Store
  me: UserId
  desk: DeskId
  folder: string
} {
  const engine = join(userData, 'engine')
  const account = openDeskFile(engine).current()
  if (!account) throw new Error('nobody has signed in on this desk')
  const folder = folderOf(engine, account)
  const me = account.person.id
  const [membership] = account.person.memberships
  const store = openStore({ folder, me, device: account.device, onTrouble: () => {} })
  return { store, me, folder, desk: parseDeskId(membership?.desk ?? 'city') }
}
