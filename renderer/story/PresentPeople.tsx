import { Avatar } from '../ui/Avatar.tsx'
import { stageWords } from '../words/stage.ts'
import { useWords } from '../words/use-words.ts'
import { useStory } from './story-context.ts'
import { usePresent } from './use-present.ts'

/** Colleagues who have this story open now. */
export function PresentPeople() {
  const words = useWords(stageWords)
  const { story } = useStory()
  const present = usePresent(story)
  const people = [...new Map(present.map((person) => [person.user, person])).values()]
  if (people.length === 0) return null
  return (
    <ul
      className="present-people"
      aria-label={words.alsoHere(people.map(({ name }) => name).join(', '))}
    >
      {people.map(({ user, name }) => (
        <li key={user}>
          <Avatar name={name} size={22} />
        </li>
      ))}
    </ul>
  )
}
