import { useEffect, useState } from 'react'
import { main } from '../bridge/main-process.ts'

type AppInfo = Awaited<ReturnType<typeof ask>>
const ask = () => main.call('app:info', {})

/** What main says of this app and computer; undefined until it has. */
export function useAppInfo(): AppInfo | undefined {
  const [info, setInfo] = useState<AppInfo>()
  useEffect(() => void ask().then(setInfo), [])
  return info
}
