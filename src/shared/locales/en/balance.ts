import type { Messages } from '../id.ts'

export const balance: Messages['balance'] = {
  title: 'Check balance',
  lead: 'A balance stays hidden until asked for, and again after 30 seconds.',
  customer: 'Customer’s balance',
  customerOf: 'Balance of {name} {account}',
  submit: 'Check balance',
  next: 'Hide, next customer',
  agent: 'Agent’s balance',
  agentOf: 'Balance of agent {agentCode}',
  hidden: 'Hidden',
  show: 'Show',
  hide: 'Hide',
  at: 'According to the bank, {time}.',
  print: 'Print',
}
