/** What the reporter of the tour writes. */
export const theStory = {
  headline: 'Night ferries return after crews win rest hours',
  slug: 'night-ferries-return',
  standfirst: 'Boats leave Port Selim again from Monday, with two hours more sleep for every crew.',
  dateline: 'Port Selim',
  source: 'Staff, agencies',
  paragraphs: [
    'The night ferries of Port Selim sail again on Monday after crews and the port authority agreed on eight hours of rest between shifts.',
    '“Nobody should steer three hundred people across a strait after four hours of sleep,” said Omar Kassab, who speaks for the dockers’ union.',
    'The authority said the first boat leaves Pier 4 at nine in the evening. Tickets bought for last week remain valid until March.',
  ],
  /** Written by a colleague on another desk, offline, into the second paragraph. */
  colleagueAdds: ' He signed for the crews shortly before midnight.',
  /** Written by the reporter meanwhile, offline too, at the end of the third paragraph. */
  reporterAdds: ' Freight goes first.',
  /** Begun when the engine is killed, finished when it is back. */
  midSentence: 'Passengers who waited at the terminal cheered when the horn sounded',
  restOfSentence: ' and the first gangway came down.',
  returnedBecause: 'Who confirmed the eight hours? Name the source in the first paragraph.',
  afterReturn: ' The port authority confirmed the figure on Sunday.',
  afterApproval: ' Bicycles travel free.',
  relatedSearch: 'ferry',
  pictures: [
    {
      scene: 'ferries-evening',
      caption: 'A night ferry at Pier 4 in Port Selim, Tarsia, on Sunday, November 22, 2026.',
      credit: 'Harbour Post / Lina Farah',
      alt: 'A ferry with lit windows lies at a pier at dusk.',
    },
    {
      scene: 'pier-microphones',
      caption: 'Crews wait for the result of the talks in Port Selim on Sunday.',
      credit: 'Harbour Post / Lina Farah',
      alt: 'People in work jackets stand in front of a harbour building.',
    },
  ],
  section: 'Economy',
  region: 'MENA',
  topic: 'Ports',
} as const

export const theLine = {
  attribution: 'Port authority',
  text: 'Night ferries sail again from Monday',
} as const
