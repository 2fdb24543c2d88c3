/** The graphs of section "Non Transaction". Only BSA takes a month; the others are undated counts. */
import { forActiveUser } from '../access.ts'
import { graphNotFound, ok } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { requirePattern } from '../fields.ts'
import { agentGrowth, type Figure } from '../history.ts'
import type { Operation } from '../service.ts'
import { agentSpread, bills, purchases } from './dashboard-figures.ts'

export function dashboardOperations(bank: Bank): Operation[] {
  const graph = (path: string, figures: (at: Date) => Figure[]): Operation => ({
    path,
    bodiless: true,
    run: forActiveUser(bank, ({ at }) => ok('Data ditemukan!', { data: figures(at) })),
  })

  return [
    {
      path: '/dashboard/bsa',
      run: forActiveUser(bank, ({ fields }) => {
        const month = requirePattern(fields, 'month', /^\d{4}-(0[1-9]|1[0-2])$/, 'bulan YYYY-MM')
        const { openAccount, deposit, customerBalance } = bank.months.of(month)
        if (openAccount + deposit + customerBalance === 0) throw graphNotFound()
        const data = [
          { graph_id: 1, graph_title: 'Buka Rekening', graph_count: openAccount },
          { graph_id: 2, graph_title: 'Setor Tunai', graph_count: deposit },
          { graph_id: 3, graph_title: 'Customer Balance', graph_count: customerBalance },
        ]
        return ok('Data ditemukan!', { data })
      }),
    },
    graph('/dashboard/bill', () => bills),
    graph('/dashboard/purchase', () => purchases),
    graph('/dashboard/agentGrowth', agentGrowth),
    graph('/dashboard/agentSpread', () => agentSpread),
  ]
}
