import { NewsroomError } from '../../shared/model/errors.ts'
import { failureSentence } from '../words/failure.ts'
import { signInFailureWords } from '../words/sign-in-failure.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

/** A failed sign-in in the desk's language. */
export function useSignInFailure(): (failure: unknown) => string {
  const words = useWords(signInFailureWords)
  const language = useLanguage()
  return (failure) => {
    const code = failure instanceof NewsroomError ? failure.code : ''
    if (Object.hasOwn(words, code)) return words[code as keyof typeof words]
    return failureSentence(language, failure)
  }
}
