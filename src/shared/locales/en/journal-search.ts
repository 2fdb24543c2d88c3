import type { Messages } from '../id.ts'

export const journalSearch: Messages['journalSearch'] = {
  hint: 'Ref, account, name, amount, date, state…',
  all: 'All',
  period: 'Period',
  periods: {
    all: 'All time',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Last 7 days',
    month: 'This month',
    lastMonth: 'Last month',
  },
  allKinds: 'All kinds',
  allStates: 'All states',
  found: '{count} transactions',
  adding: 'Adding up…',
  succeeded: 'Succeeded {count}',
  amount: 'Amount {amount}',
  fee: 'Fee {fee}',
  unproven: 'Unknown {count}, {amount}',
  page: 'Page {page}',
  newer: 'Newer',
  older: 'Older',
}
