/** Takes the server's acknowledgements in: one synced transaction for all that came together. */
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Store } from '../../store/store.ts'
import type { IncomingText } from './incoming-text.ts'
import type { Acknowledgement } from './outgoing-text.ts'

/** Writes them down; then `onStory` hears of each. */
export async function takeAcknowledgements(
  store: Store,
  incoming: IncomingText,
  acks: readonly Acknowledgement[],
  onStory: (story: StoryId) => void,
): Promise<void> {
  await Promise.all(
    acks.map(({ story, ref, seq }) =>
      // All in one tick: one transaction.
      store.batch.add(story, () => {
        store.log.acknowledge(story, ref, seq)
        incoming.holdAcknowledged(story, seq)
        if (store.windows.acknowledged(story, ref, seq)) store.bases.release(story)
      }),
    ),
  )
  for (const { story, seq } of acks) {
    store.waiting.recount(story)
    incoming.acknowledged(story, seq)
    onStory(story)
  }
}
