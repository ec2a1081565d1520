import { SaxesParser } from 'saxes'
import { FileFault, text } from '../../../kernel/bytes.ts'
import type { InputFile } from '../../../kernel/intake.ts'

/**
 * A top-level element of RDF/XML with its direct properties; what is nested deeper (restrictions, axioms) is left out.
 */
export interface OwlNode {
  /** full name: namespace and local name */
  readonly type: string
  readonly about: string
  readonly line: number
  readonly properties: {
    readonly name: string
    readonly text: string
    readonly lang?: string
    readonly resource?: string
  }[]
}

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Stream the named nodes of an OWL file. `notThis` is thrown when the file is not RDF/XML at all. */
export async function* owlNodes(file: InputFile, notThis: () => FileFault): AsyncGenerator<OwlNode> {
  const parser = new SaxesParser({ xmlns: true })
  const ready: OwlNode[] = []
  let depth = 0
  let rooted = false
  let line = 1
  let failed: { message: string; line: number; column: number } | undefined
  let node: OwlNode | undefined
  let property: { name: string; lang?: string; resource?: string } | undefined
  let content = ''
  // saxes tells the place at the end of a tag; the node begins where its tag opened
  parser.on('opentagstart', () => {
    line = parser.line
  })
  parser.on('opentag', (tag) => {
    const attribute = (uri: string, local: string) =>
      Object.values(tag.attributes).find((entry) => entry.uri === uri && entry.local === local)?.value
    const name = tag.uri + tag.local
    depth += 1
    if (depth === 1) rooted = name === `${rdf}RDF`
    if (depth === 2) {
      const about = attribute(rdf, 'about')
      node = about === undefined ? undefined : { type: name, about, line, properties: [] }
    }
    if (depth === 3) {
      const lang = attribute('http://www.w3.org/XML/1998/namespace', 'lang')
      const resource = attribute(rdf, 'resource')
      property = { name, ...(lang && { lang }), ...(resource && { resource }) }
      content = ''
    }
  })
  const characters = (piece: string) => {
    if (depth === 3) content += piece
  }
  parser.on('text', characters)
  parser.on('cdata', characters)
  parser.on('closetag', () => {
    if (depth === 3 && property) node?.properties.push({ ...property, text: content.trim() })
    if (depth === 2 && node) ready.push(node)
    depth -= 1
  })
  parser.on('error', (error) => {
    failed ??= { message: error.message.replace(/^\d+:\d+: /, ''), line: parser.line, column: parser.column }
  })
  const check = () => {
    if (!failed && rooted) return
    if (!failed && depth === 0) return
    if (!rooted || !failed) throw notThis()
    const { message: detail, line: at, column } = failed
    throw new FileFault({ place: { file: file.name, line: at, column }, code: 'xml-syntax', values: { detail } })
  }
  for await (const piece of text(file)) {
    parser.write(piece)
    check()
    yield* ready.splice(0)
  }
  parser.close()
  check()
  if (!rooted) throw notThis()
  yield* ready.splice(0)
}
