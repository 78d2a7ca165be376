/** The floor: bare sockets that pass every frame to the others in the room, and know nothing. */
import { bareRooms, passOn } from './sync-bare-rooms.ts'
import { answerParent } from './sync-child.ts'

answerParent(() => bareRooms(passOn))
