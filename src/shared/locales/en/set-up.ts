import type { Messages } from '../id.ts'

/** The first start of an installed program: training, or the bank that it serves. */
export const setUp: Messages['setUp'] = {
  title: 'Set up this PC',
  lead: 'Once only. Your IT support can change it later in outlet.json.',
  mode: 'This PC is for',
  modes: { training: 'Training', live: 'Serving customers' },
  trainingLead: 'Bank and printer for training are on this PC. No real money, no network needed.',
  liveLead: 'Fill it in as the bank wrote to you. Once it is saved, the application opens again.',
  apiUrl: 'Address of the Bank+ API',
  apiUrlHint: 'Begins with https://',
  bankPhone: 'Telephone of the bank',
  bankPhoneHint: 'Printed on receipts and shown where the bank must be called.',
  zone: 'Time zone of the counter',
  save: 'Save and begin',
  wrong: {
    required: 'Fill this in first.',
    setting:
      'This cannot be used. Write a full https address, for example https://h2h.bank.example/bankplus.',
    'stand-in':
      'This build runs on a stand-in for Electron, so it may call only a bank on this PC. Install the official build to serve customers.',
    failed:
      'It cannot be saved. Check the permissions of the data folder and the disk space, then try again.',
  },
}
