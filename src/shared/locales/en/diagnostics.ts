import type { Messages } from '../id.ts'

export const diagnostics: Messages['diagnostics'] = {
  title: 'Diagnostics',
  lead: 'For the helpdesk. No PIN, password or customer data.',
  show: 'Show',
  save: 'Save…',
  saved: 'Saved: {name}',
  failed: 'Not saved. Try another place.',
}
