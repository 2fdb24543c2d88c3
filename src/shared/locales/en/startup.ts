import type { Messages } from '../id.ts'

export const startup: Messages['startup'] = {
  badSwitch: 'The installed program does not take the switch {name}. Start it without.',
  badSetting: 'The setting {name} = {value} cannot be used; expected: {expected}.',
  mendSettings: 'Have IT support mend it, then open again.',
  alreadyRunning: 'Bank+ Teller is already running. Use the window that is open.',
  profileUnwritable: 'The data folder {path} cannot be written. Check its permissions, then open again.',
  sandboxFailed: 'The training bank could not be started: {reason}.',
  unexpected: 'Bank+ Teller could not be opened. Give this number to your IT support: {incidentId}.',
}
