import { NewsroomError } from '../../shared/model/errors.ts'
import { signInFailureWords } from '../words/sign-in-failure.ts'
import { useWords } from '../words/use-words.ts'

/** A failed sign-in in the desk's language; what is not known there, in the words of whoever met it. */
export function useSignInFailure(): (failure: unknown) => string {
  const words = useWords(signInFailureWords)
  return (failure) => {
    const message = failure instanceof Error ? failure.message : String(failure)
    if (!(failure instanceof NewsroomError)) return message
    const { code, remedy } = failure
    if (Object.hasOwn(words, code)) return words[code as keyof typeof words]
    return remedy ? `${message} ${remedy}` : message
  }
}
