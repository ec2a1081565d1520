import { expect, test } from 'vitest'
import { annotationAddress } from './annotation.ts'

test('the list behind a number is the search that made it', () => {
  expect(annotationAddress('NANDO:1200001')).toBe('/search?sense=NANDO%3A1200001')
  expect(annotationAddress('DUO:0000006')).toBe('/search?permission=DUO%3A0000006')
})
