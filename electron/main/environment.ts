/** What the environment tells the app, parsed once. */
import type { SignInHint } from '../engine/parent-contract.ts'

export interface Environment {
  readonly userData: string | null
  readonly suggestedServer: string | null
  readonly sample: boolean
  /** Who to sign in at the first run; only beside the sample newsroom. */
  readonly signIn: SignInHint | null
  /** Development server of the renderer, never in a packaged app. */
  readonly devPage: string | null
}

const httpAddress = (text: string | undefined): string | null =>
  text && /^https?:\/\//.test(text) && URL.canParse(text) ? text.replace(/\/+$/, '') : null

function signInHint(text: string | undefined): SignInHint | null {
  const colon = text?.indexOf(':') ?? -1
  if (!text || colon < 1) return null
  return { email: text.slice(0, colon), password: text.slice(colon + 1) }
}

/** Reads the environment of the app. */
export function environment(
  env: Readonly<Record<string, string | undefined>>,
  packaged: boolean,
): Environment {
  const sample = env.COPYDESK_SAMPLE === '1'
  return {
    userData: env.COPYDESK_USER_DATA || null,
    suggestedServer: httpAddress(env.COPYDESK_SERVER_URL),
    sample,
    signIn: sample ? signInHint(env.COPYDESK_SIGN_IN) : null,
    devPage: packaged ? null : httpAddress(env.COPYDESK_RENDERER_URL),
  }
}
