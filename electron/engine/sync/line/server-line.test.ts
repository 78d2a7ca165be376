import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { newDeviceId } from '../../../../shared/model/ids.ts'
import { until } from '../../testing/a-desk.ts'
import { ServerLine } from './server-line.ts'

it('[DLN2] tries again also when a timer fires before its time', async () => {
  let tries = 0
  const server = createServer((socket) => {
    tries += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const line: ServerLine = new ServerLine({
    device: newDeviceId(),
    address: () => ({ server: `http://127.0.0.1:${port}`, token: 'x' }) as never,
    // To this clock every timer comes too early, as after a long piece of work in one turn.
    steady: () => performance.now() * 0.6,
    random: () => 0,
    onWelcome() {},
    onOnline() {},
    onOffline() {},
    onFrame() {},
    onEnd: () => line.event({ is: 'lost' }),
    onChange() {},
  })
  line.event({ is: 'signed-in' })
  onTestFinished(() => line.event({ is: 'signed-out' }))
  await until(() => tries >= 3, 'a third try')
  expect(tries).toBeGreaterThanOrEqual(3)
})
