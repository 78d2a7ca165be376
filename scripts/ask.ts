/** Asking whoever sits at the keyboard; what is secret is not shown. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** What has to be given when nobody can be asked. */
export class NotGiven extends Error {
  readonly code = 'not-given'
  readonly retry = 'never'
  constructor(what: readonly string[]) {
    super(`Nobody is here to be asked: set ${what.join(', ')}`)
  }
}

/** True when somebody can be asked. */
export const somebodyIsThere = (): boolean => process.stdin.isTTY

/** One line from the keyboard. */
export async function asked(question: string, usual = ''): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const hint = usual ? ` [${usual}]` : ''
    return (await prompt.question(`${question}${hint}: `)).trim() || usual
  } finally {
    prompt.close()
  }
}

/** One line from the keyboard that is not shown. */
export async function askedInSecret(question: string): Promise<string> {
  process.stdout.write(`${question} (not shown): `)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await prompt.question('')
  } finally {
    prompt.close()
    process.stdout.write('\n')
  }
}

/** The first line that another program writes to us. */
export async function firstLine(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0] ?? ''
}
