import { useEffect } from 'react'
import { useLocale } from './locale.ts'

/** Name of the page in the tab and in history. */
export function useTitle(title: string | undefined): void {
  const product = useLocale() === 'ja' ? '橋立' : 'Hashidate'
  useEffect(() => {
    document.title = title === undefined ? product : `${title} - ${product}`
  }, [title, product])
}
