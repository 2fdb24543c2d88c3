import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import examples from '../../fixtures/bankplus-examples.json' with { type: 'json' }

/** A bank that answers with the API document's own examples and nothing else: what it says is what a screen must show. */
export interface DocumentBank {
  url: string
  /** instead of the document's example, by path; a function is asked with the request's body */
  answers: Map<string, object | ((body: { month?: string }) => object)>
  /** the most requests to one path's section that were ever open at the same time */
  mostAtOnce(): number
  /** how often a path was asked */
  asked(path: string): number
  close(): Promise<void>
}

export interface Figure {
  graph_title: string
  graph_count: number
}

export const exampleOf = (path: string, kind: 'success' | 'failed' = 'success'): object =>
  examples.find((each) => each.path === path)?.[kind] ?? { code: 'ROUTE_NOT_FOUND', message: path, data: {} }

export const figuresOf = (path: string) => (exampleOf(path) as { data: Figure[] }).data

/** Long enough for the requests of one moment to meet. */
const ANSWER_MS = 25

export async function startDocumentBank(): Promise<DocumentBank> {
  const answers: DocumentBank['answers'] = new Map()
  const counts = new Map<string, number>()
  let open = 0
  let most = 0
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://bank').pathname.replace('/bankplus', '')
    const graph = path.startsWith('/dashboard/')
    if (graph) most = Math.max(most, ++open)
    counts.set(path, (counts.get(path) ?? 0) + 1)
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      setTimeout(() => {
        if (graph) open--
        const given = answers.get(path) ?? exampleOf(path)
        const answer = typeof given === 'function' ? given(JSON.parse(body || '{}') as object) : given
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      }, ANSWER_MS)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bankplus`,
    answers,
    mostAtOnce: () => most,
    asked: (path) => counts.get(path) ?? 0,
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
