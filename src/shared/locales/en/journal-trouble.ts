import type { Messages } from '../id.ts'

export const journalTrouble: Messages['journalTrouble'] = {
  title: 'The history cannot be shown',
  lead: 'The journal of this PC cannot be read now, so its list is empty. Nothing was deleted.',
  setAside: 'Begin a new journal',
  setAsideLead:
    'Only where the old journal will not come back. Its files are kept on this PC; the new one begins when the application is opened again.',
  reason: 'Reason',
  reasonShort: 'Write the reason, at least 3 letters.',
  submit: 'Set the old journal aside',
  what: 'Setting the journal of this PC aside and beginning a new one.',
}
