import type { Messages } from '../id.ts'

export const password: Messages['password'] = {
  title: 'Change password',
  lead: 'Once it is changed, sign in again with the new one.',
  old: 'Old password',
  next: 'New password',
  nextHint: 'At least 8 characters; the longer, the harder to guess.',
  repeat: 'Repeat the new password',
  submit: 'Change',
  sending: 'Changing…',
  waiting: 'Waiting for the bank’s answer since {since} ({seconds} seconds).',
  holds: '{count} characters: {classes}.',
  classes: {
    lower: 'small letters',
    upper: 'capital letters',
    digit: 'digits',
    sign: 'punctuation',
  },
  hasUsername: 'Holds the user name: easy to guess.',
  fewDifferent: 'Nearly all its characters are the same: easy to guess.',
  repeatMatches: 'The same as above.',
  changed: 'The password has been changed. Sign in with the new one.',
  refused: 'Refused by the bank: {reason}. The password is still the old one.',
  unknown:
    'The bank has not answered; the password may have changed. Sign out, then try the new one; if it is refused, the old one.',
}
