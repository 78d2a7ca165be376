/**
 * Whether it was our server that answered, or the network in its place: hotels, trains and guest
 * networks answer everything with a page to sign in. Pure.
 *
 * DLN11  What a network answers in the server's place is told from the server's answer and changes
 *       nothing on this desk.
 */
import { NewsroomError } from '../../../../shared/model/errors.ts'

/** The network answered, not the server. */
export class CaptivePortal extends NewsroomError {
  readonly code = 'captive-portal'
  readonly retry = 'later'
  constructor(options?: ErrorOptions) {
    super('Something else than the server answers: a network that wants a sign-in first', options)
  }
}

export interface AnswerHead {
  readonly status: number
  readonly contentType: string | null
}

/** "Network Authentication Required", made for this. */
const signInToNetwork = 511
/** Our server's own failures are JSON; these may come from a proxy in front of it, as a page. */
const isGatewayFailure = (status: number): boolean =>
  status === 404 ||
  status === 413 ||
  status === 429 ||
  (status >= 500 && status !== signInToNetwork)

/** True for a redirect, and for a page or some text where our server would have sent data. */
export function isFromPortal({ status, contentType }: AnswerHead): boolean {
  if (status >= 300 && status < 400 && status !== 304) return true
  if (status === signInToNetwork) return true
  if (status < 300) return !isOurs(contentType)
  return isPage(contentType) && !isGatewayFailure(status)
}

/** What successes of our server are made of; an empty one says nothing of its type. */
const isOurs = (contentType: string | null): boolean =>
  contentType === null ||
  /^\s*(application\/(json|octet-stream|vnd\.copydesk\.)|image\/)/i.test(contentType)

const isPage = (contentType: string | null): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '')

/** Answers to our certificate's name with somebody else's. */
const foreignCertificates: ReadonlySet<string> = new Set([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** True when the connection failed because of a certificate that is not the server's. */
export function isForeignCertificate(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && foreignCertificates.has(String(at.code))) return true
  }
  return false
}
