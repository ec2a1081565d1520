import { client } from '../kernel/client.ts'
import type { Call } from '../kernel/client.ts'
import { Problem } from '../kernel/problem.ts'
import type { Locale } from '../kernel/words.ts'

/** The page's own way to the server: same contract as everybody; adds the session's token and the language. */
let csrf: string | undefined
let locale: Locale = 'en'
export const sendToken = (token: string | undefined): void => void (csrf = token)
export const callIn = (language: Locale): void => void (locale = language)

/** A server that cannot be reached is a Problem like any other: nothing that failed looks like an empty answer. */
const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new Problem('unreachable', 0, 'The server cannot be reached')
  }
}

export const headersOfPage = (): Record<string, string> => ({
  'accept-language': locale,
  ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
})
export const call: Call = client(reach, '', headersOfPage)
