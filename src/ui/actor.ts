import { createContext, useContext } from 'react'
import { anonymous } from '../kernel/actor.ts'
import type { Actor } from '../kernel/actor.ts'

/** Who looks at the page; policies are asked with it. The server asks again, with its own. */
export const ActorContext = createContext<Actor>(anonymous)
export const useActor = (): Actor => useContext(ActorContext)
