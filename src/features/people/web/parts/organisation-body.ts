/** Fields of the form as the contract wants them: what is empty is unknown and left out. */
export function organisationBody(form: FormData): {
  name: { en?: string; ja?: string }
  url?: string
  country?: string
} {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const [en, ja, url, country] = [text('en'), text('ja'), text('url'), text('country').toUpperCase()]
  return {
    name: { ...(en ? { en } : {}), ...(ja ? { ja } : {}) },
    ...(url ? { url } : {}),
    ...(country ? { country } : {}),
  }
}
