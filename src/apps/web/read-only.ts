import { useSyncExternalStore } from 'react'

/** The server said that it takes no changes now; told to everybody on the page, until a change succeeds. */
let closed = false
const listeners = new Set<() => void>()
export const readOnly = {
  get: () => closed,
  set(value: boolean) {
    if (value === closed) return
    closed = value
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
export const useReadOnly = (): boolean => useSyncExternalStore(readOnly.subscribe, readOnly.get)
