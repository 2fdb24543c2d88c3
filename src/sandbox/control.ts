/** `/__sandbox/…` on the Bank+ port: faults, the ledger and the requests, for tests and scripts outside this process. */
import type { FastifyInstance } from 'fastify'
import type { Bank } from './bank.ts'
import type { Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'

interface Controlled {
  bank: Bank
  faults: Faults
  requests: RequestLog
}

export function controlRoutes(app: FastifyInstance, { bank, faults, requests }: Controlled): void {
  app.get('/__sandbox/faults', () => faults.list())

  app.post('/__sandbox/faults', (request, reply) => {
    try {
      faults.set(JSON.parse(String(request.body)))
      return faults.list()
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
    }
  })

  app.delete('/__sandbox/faults', () => {
    faults.clear()
    return faults.list()
  })

  app.get('/__sandbox/ledger', () => ({
    unit: 'sen',
    postings: bank.ledger.postings(),
    balances: bank.ledger.balances(),
  }))

  app.get('/__sandbox/requests', () => requests.list())

  app.delete('/__sandbox/requests', () => {
    requests.clear()
    return requests.list()
  })

  app.delete('/__sandbox/sessions', () => {
    bank.sessions.endAll()
    return { ended: true }
  })
}
