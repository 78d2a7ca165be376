/** Who works at the sample newsroom. */
export const samplePassword = 'harbour-sample'

const at = (name: string) => `${name}@harbourpost.example`

export const samplePeople = {
  /** Reporter, city. */
  nadia: at('nadia.haddad'),
  /** Reporter, city and world. */
  salma: at('salma.aziz'),
  /** Reporter, world. */
  tariq: at('tariq.nour'),
  /** Desk chief, city and world. */
  majid: at('majid.karim'),
  /** Desk chief, city, opinion and culture. */
  leila: at('leila.mansour'),
  /** Reporter in Arabic, city and world. */
  huda: at('huda.salim'),
  /** Reporter in Spanish, city and world. */
  ines: at('ines.robles'),
  /** Photo editor of every desk. */
  lina: at('lina.farah'),
} as const
export type SamplePerson = keyof typeof samplePeople
