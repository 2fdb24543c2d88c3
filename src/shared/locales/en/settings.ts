import type { Messages } from '../id.ts'

export const settings: Messages['settings'] = {
  title: 'Settings',
  lead: 'For this PC, as soon as they are chosen.',
  look: 'Appearance',
  language: 'Screen language',
  languageHint: 'Receipts are always Indonesian.',
  languages: {
    id: 'Bahasa Indonesia',
    en: 'English',
  },
  theme: 'Theme',
  themeHint: 'The receipt on screen stays like paper.',
  themes: {
    system: 'Like the PC',
    light: 'Light',
    dark: 'Dark',
  },
  notSaved: 'The choice could not be saved, so nothing changed. Check the disk space, then choose again.',
  workstation: 'This PC',
  workstationLead: 'Set by IT support in outlet.json.',
  facts: {
    version: 'Version',
    mode: 'Mode',
    zone: 'Time zone',
    bankPhone: 'Phone of the bank',
    idleLock: 'Locks when unused for',
    timeout: 'Longest wait for the bank',
  },
  modes: {
    training: 'Training',
    live: 'Real transactions',
  },
  minutes: '{count} min',
  seconds: '{count} s',
  noPhone: 'not set',
}
