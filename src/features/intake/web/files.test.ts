import { expect, test } from 'vitest'
import { chosen, sizeOf } from './files.ts'

const file = (name: string, size = 1, path = '') => ({ name, size, webkitRelativePath: path }) as File

test('a folder is called by its name, files in order, hidden ones left out', () => {
  const folder = chosen([
    file('b.csv', 2, 'biobank/b.csv'),
    file('.DS_Store', 9, 'biobank/.DS_Store'),
    file('a.csv', 3, 'biobank/a.csv'),
  ])
  expect(folder?.name).toBe('biobank')
  expect(folder?.files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv'])
  expect(folder && sizeOf(folder)).toBe(5)
  expect(chosen([file('a.csv')])?.name).toBe('a.csv')
  expect(chosen([file('a.csv'), file('b.csv')])?.name).toBe('a.csv +1')
  expect(chosen([file('a.csv')], 'dropped')?.name).toBe('dropped')
  expect(chosen([file('.DS_Store')])).toBeUndefined()
})
