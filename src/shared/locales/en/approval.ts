import type { Messages } from '../id.ts'

export const approval: Messages['approval'] = {
  title: 'A second person has to agree.',
  lead: 'A supervisor signs in with their own account. It counts for this one thing only.',
  about: 'What is agreed to',
  username: 'Supervisor’s user name',
  password: 'Supervisor’s password',
  agree: 'Agree',
  cancel: 'Cancel',
  usernameMissing: 'Fill in the supervisor’s user name.',
  passwordMissing: 'Fill in the supervisor’s password.',
  samePerson: 'That is your own account. Somebody else has to agree.',
  notSupervisor: 'This account is no supervisor’s. Ask a supervisor to sign in with their own account.',
}
