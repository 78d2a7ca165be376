/** Where most tests of a whole engine begin. */
import { aDesk } from './a-desk.ts'
import { aServer } from './newsroom-http.ts'

/** Salma at her desk, signed in to a newsroom, with a story of hers open that its server knows. */
export async function aSignedInDesk() {
  const server = await aServer()
  const salma = server.newsroom.person('salma', 'reporter')
  const desk = aDesk()
  await desk.signIn(server.url, 'salma')
  const story = await desk.create()
  await desk.level()
  return { server, salma, desk, story }
}
