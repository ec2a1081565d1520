/** Nothing may run or load but what the page needs; a place that needs more is a row here, with its reason. */
const policy: Readonly<Record<string, string>> = {
  'default-src': `'none'`,
  'script-src': `'self'`,
  'style-src': `'self'`,
  'img-src': `'self' data:`,
  'font-src': `'self'`,
  'connect-src': `'self'`,
  'manifest-src': `'self'`,
  'base-uri': `'none'`,
  'form-action': `'self'`,
  'frame-ancestors': `'none'`,
}

const exceptions: readonly { path: RegExp; directive: string; value: string; why: string }[] = [
  {
    path: /^\/reference\//,
    directive: 'style-src',
    value: `'self' 'unsafe-inline'`,
    why: 'Swagger UI writes style attributes; the page holds no data of people',
  },
]

export function contentPolicy(path: string, nonce?: string): string {
  const rules: Record<string, string> = { ...policy }
  if (nonce) rules['style-src'] += ` 'nonce-${nonce}'`
  for (const { path: place, directive, value } of exceptions) if (place.test(path)) rules[directive] = value
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

export function headersFor(path: string, url: string): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(path),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(path.startsWith('/api') ? { 'cache-control': 'no-store' } : {}),
    ...(url.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
