import { NewsroomError } from '../../shared/model/errors.ts'

/** A failure in the words of the process that met it, with what to do about it. */
export function failureText(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure)
  const remedy = failure instanceof NewsroomError ? failure.remedy : undefined
  return remedy ? `${message} ${remedy}` : message
}
