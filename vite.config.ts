import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const configPath = at('lingui.config.ts')

export default defineConfig({
  root: at('src/apps/web'),
  publicDir: false,
  plugins: [
    react(),
    lingui({ configPath, failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset({}, { configPath })], sourceMap: false }),
  ],
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // no picture or font becomes a data: address: the page's policy allows only its own files
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
  server: {
    port: 4001,
    proxy: {
      '/api': 'http://127.0.0.1:4000',
      '/openapi.json': 'http://127.0.0.1:4000',
      '/reference': 'http://127.0.0.1:4000',
    },
  },
})
