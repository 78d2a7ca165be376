/** Tells everybody the news; one who fails over it keeps it from nobody else, and ends nothing. */
export function tellAll<News>(
  listeners: Iterable<(news: News) => void>,
  news: News,
  onError: (error: unknown) => void,
): void {
  for (const listener of listeners) {
    try {
      listener(news)
    } catch (error) {
      onError(error)
    }
  }
}
