import { createTheme, defaultCssVariablesResolver } from '@mantine/core'
import type { CSSVariablesResolver } from '@mantine/core'

const fonts = `system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", "Noto Sans", sans-serif`

export const theme = createTheme({
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650' },
  primaryColor: 'ai',
  // 藍: legible in both schemes, as text on the page and under white
  colors: {
    ai: ['#eef4fa', '#dae7f3', '#b3cde6', '#88b1d8', '#649acd', '#4c8cc5', '#3a7ab5', '#2b6aa3', '#1f5a8f', '#1d4a73'],
  },
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // capitals do nothing for Japanese and little for codes
    Badge: {
      styles: { root: { textTransform: 'none', fontWeight: 550, letterSpacing: 0 } },
      defaultProps: { radius: 'sm' },
    },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** Mantine's dimmed text and placeholders are too faint for AA on white. */
export const variables: CSSVariablesResolver = (it) => {
  const base = defaultCssVariablesResolver(it)
  return {
    ...base,
    // red words stay legible under the pointer
    light: {
      ...base.light,
      '--mantine-color-red-light-hover': '#ffe3e3',
      '--mantine-color-dimmed': '#4b5563',
      '--mantine-color-placeholder': '#6b7280',
      '--line': '#d9dee5',
      '--ground': '#f5f7f9',
      '--mantine-color-error': '#b42318',
    },
    dark: {
      ...base.dark,
      '--mantine-color-dimmed': '#b4bac2',
      '--mantine-color-placeholder': '#9aa1ab',
      '--line': '#3c4046',
      '--ground': '#1f2226',
      '--mantine-color-error': '#ff9d94',
      '--mantine-color-anchor': '#88b1d8',
    },
  }
}

export const styleNonce = (): string => document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
