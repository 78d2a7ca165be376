/** `npm run prove pictures-swift`: the same with the server's pictures in a real Swift (its s3api). */
import { ensurePackages, swiftNeeds } from '../../scripts/linux-packages.ts'
import type { Figure } from '../../scripts/prove.ts'
import { aSwift } from '../../server/testing/a-swift.ts'
import { withEnding } from '../support/on-end.ts'
import { fullLoad, picturesArrive } from '../support/picture-proof.ts'

export const prove = (): Promise<Figure[]> =>
  withEnding(async (onEnd) => {
    await ensurePackages(swiftNeeds)
    const swift = await aSwift()
    onEnd(() => swift.stop())
    return await picturesArrive(onEnd, fullLoad(), swift.config)
  })
