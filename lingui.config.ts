import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** Texts of the page. English is the source; `npm run gen` extracts, a test refuses a message without Japanese. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ja'],
  catalogs: [
    {
      path: '<rootDir>/src/apps/web/locales/{locale}',
      include: [
        '<rootDir>/src/apps/web/**/*.{ts,tsx}',
        '<rootDir>/src/features/*/web/**/*.{ts,tsx}',
        '<rootDir>/src/ui/**/*.tsx',
      ],
      exclude: ['**/*.test.ts'],
    },
  ],
  orderBy: 'message',
  format: formatter({ lineNumbers: false, customHeaderAttributes: { 'POT-Creation-Date': '' } }),
})
