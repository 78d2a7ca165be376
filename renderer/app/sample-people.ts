/** The people of the sample newsroom, as its own sign-ins: anybody may sit down as any of them. */
import type { Role } from '../../shared/model/people.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { useAppInfo } from './app-info.ts'

/** The sample's one password, known to everybody: its newsroom holds nothing but invented stories. */
export const samplePassword = 'harbour-sample'

export interface SamplePerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language: Language
}

const person = (latin: string, role: Role, language: Language = 'en', name = latin) => ({
  email: `${latin.toLowerCase().replace(' ', '.')}@harbourpost.example`,
  name,
  role,
  language,
})

export const samplePeople: readonly SamplePerson[] = [
  person('Nadia Haddad', 'reporter'),
  person('Majid Karim', 'desk-chief'),
  person('Huda Salim', 'reporter', 'ar', 'هدى سليم'),
  person('Ines Robles', 'reporter', 'es', 'Inés Robles'),
  person('Lina Farah', 'photo-editor'),
  person('Leila Mansour', 'desk-chief'),
  person('Salma Aziz', 'reporter'),
  person('Tariq Nour', 'reporter'),
  person('Ivo Petrov', 'reporter'),
  person('Samir Daoud', 'admin'),
]

/** Address of the sample newsroom's server when this desk was started with one, else null; undefined until known. */
export function useSampleServer(): string | null | undefined {
  const info = useAppInfo()
  return info && (info.sample ? info.suggestedServer : null)
}
