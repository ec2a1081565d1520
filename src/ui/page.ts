import type { MessageDescriptor } from '@lingui/core'
import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import type { Actor } from '../kernel/actor.ts'
import type { ProblemWords } from './problem-words.ts'

/** What a feature adds to the page: its addresses, its place in the menu, its words for refusals. */
export interface FeaturePages {
  readonly routes: readonly RouteObject[]
  readonly menu?: readonly MenuItem[]
  readonly problems?: ProblemWords
}

export interface MenuItem {
  readonly to: string
  readonly label: MessageDescriptor
  readonly icon: ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>
  /** main: for everybody, in the header; own: in the menu of the person */
  readonly place: 'main' | 'own'
  readonly may: (actor: Actor) => boolean
}
