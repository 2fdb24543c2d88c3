import { approval } from './en/approval.ts'
import { unknown } from './en/unknown.ts'
import { balance } from './en/balance.ts'
import { dashboard } from './en/dashboard.ts'
import { day } from './en/day.ts'
import { finder } from './en/finder.ts'
import { journalFile } from './en/journal-file.ts'
import { journalSearch } from './en/journal-search.ts'
import { journalTrouble } from './en/journal-trouble.ts'
import { money } from './en/money.ts'
import { opening } from './en/opening.ts'
import { diagnostics } from './en/diagnostics.ts'
import { password } from './en/password.ts'
import { printer } from './en/printer.ts'
import { setUp } from './en/set-up.ts'
import { settings } from './en/settings.ts'
import { startup } from './en/startup.ts'
import { switcher } from './en/switcher.ts'
import { updates } from './en/updates.ts'
import type { Messages } from './id.ts'

/** Words for people, English: the same keys as `id.ts`, equally short. Receipts stay Indonesian. */
export const en: Messages = {
  app: {
    name: 'Bank+ Teller',
    tagline: 'Laku Pandai agent',
  },

  startup,

  roles: {
    agent: 'Agent',
    supervisor: 'Supervisor',
    helpdesk: 'Helpdesk',
    reader: 'Reader',
  },

  nav: {
    label: 'Tasks',
    transactions: 'Transactions',
    records: 'Records',
    other: 'More',
    journal: 'Journal',
    lock: 'Lock',
    signOut: 'Sign out',
    help: 'Help',
    home: 'To the main screen',
  },

  choice: {
    nothing: 'Nothing matches.',
  },

  keys: {
    enter: 'Enter',
    escape: 'Esc',
  },

  signIn: {
    title: 'Sign in',
    lead: 'Use the user name that the bank gave you.',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    capsLock: 'Caps Lock is on.',
    usernameMissing: 'Enter the user name.',
    passwordMissing: 'Enter the password.',
    refused: 'Not signed in. Check user name and password. The bank says: {reason}.',
    deactivated: 'The bank has deactivated this user. Ask the bank to activate it again.',
    pending: 'The bank has not activated this user yet. Wait for it, then sign in again.',
    notSent: {
      dns: 'The address of the bank’s server was not found. Check the network, then try again.',
      connect: 'The bank’s server cannot be reached. Check the network, then try again.',
      tls: 'The secure connection to the bank failed. Do not go on; call your IT support.',
      timeout: 'The bank’s server does not answer. Check the network, then try again.',
    },
    serverFault: 'The bank’s server has a fault. Wait a moment, then try again.',
    training: 'TRAINING MODE',
    trainingLead: 'Do not take customers’ money.',
    samples: 'Sample users',
    samplesLead: 'One key signs in.',
    pin: 'PIN',
    version: 'Version {version}',
    fallbackRuntime: 'Runs on a stand-in runtime (Electron {version}): for training only.',
  },

  lock: {
    title: 'Screen locked',
    lead: 'Enter the password; what you typed is kept.',
    password: 'Password of {username}',
    unlock: 'Unlock',
    wrong: 'The password does not match. Try again.',
    sessionEndedTitle: 'Session ended',
    sessionEndedLead: 'Sign in again; what you typed is kept, no transaction is repeated.',
    signInAgain: 'Sign in again',
    otherUser: 'Sign out, change user',
  },

  help: {
    title: 'Keys',
    close: 'Close',
    everywhere: 'Everywhere',
    inForm: 'In a form',
    afterwards: 'After sending',
    goOn: 'Go on',
    clearThenLeave: 'First clears the field, second goes back',
    thousands: 'Adds 000 to the amount',
    nextField: 'Next field (narration, cash received)',
    nextOne: 'Next transaction',
    printCopy: 'Print a copy of the receipt',
    printedYes: 'Doubtful receipt: printed',
    printedNo: 'Doubtful receipt: no, print a copy',
    cashKept: 'Not certain: cash kept',
    cashReturned: 'Not certain: cash returned',
    anyTask: 'Tasks in menu order',
    rows: 'Choose a journal row',
    version: 'Version {version} · Electron {electron}',
    licences: 'Licences',
    keys: 'Keys',
  },

  status: {
    training: 'TRAINING',
    trainingHint: 'TRAINING MODE. Do not take customers’ money.',
    live: 'LIVE',
    outlet: 'Counter {outlet} · {district}',
    connection: {
      unproven: 'Not connected yet',
      online: 'Connected',
      offline: 'Not connected',
    },
    printer: {
      none: 'No printer',
      unproven: 'Printer not tried yet',
      ready: 'Printer ready · enough paper',
      'paper-low': 'Paper is running low',
      'paper-out': 'Out of paper',
      'cover-open': 'Printer cover is open',
      offline: 'Printer not connected',
      silent: 'Printer does not report',
    },
    printQueue: 'Print queue {count}',
    openUnknowns: '{count} not certain',
  },

  banner: {
    offline: 'Not connected to the bank. Do not take money yet.',
    lowBalance: 'Little of the agent’s balance is left. Top it up before the next deposit is refused.',
    journal: {
      'tail-cut':
        'A part of the journal on this PC is missing. Compare today’s transactions with the bank, and tell a supervisor.',
      restored:
        'The journal of this PC came from a backup; what happened after it is not here. Compare with the bank before closing the day.',
    },
    blocked: {
      'no-keychain':
        'This PC’s key storage cannot be used, so transactions are off. Unlock the PC’s keyring, then reopen the application.',
      'no-journal':
        'The journal cannot be written, so transactions are off. Check disk space, then reopen the application.',
      'journal-key-missing':
        'The journal’s key is not on this PC, so transactions are off. Call a supervisor; delete nothing.',
      'journal-unreadable':
        'The journal on this PC cannot be read, so transactions are off. Call a supervisor; delete nothing.',
      'journal-gone':
        'This PC’s journal is gone, so transactions are off. Call a supervisor; delete nothing.',
      'journal-newer':
        'A newer version of this application made the journal, so transactions are off. Install that version again.',
      'journal-set-aside': 'The old journal was set aside. Close this application, then open it again.',
      'no-time':
        'The time is not confirmed with the bank yet, so transactions wait. Connect the network; try again once the bank has answered.',
    },
  },

  waiting: {
    account: 'Waiting for the bank since {since} ({seconds} seconds).',
    money: 'Waiting for the bank’s answer since {since} ({seconds} seconds). Do not repeat.',
    balance: 'Waiting for the balance since {since} ({seconds} seconds).',
    signIn: 'Waiting for the bank’s answer since {since} ({seconds} seconds).',
    sent: 'Already sent, cannot be cancelled.',
  },

  money,

  outcome: {
    confirmed: '{amount} is in the account of {name}.',
    confirmedAt: '{amount} is in the account of {name} at {bank}.',
    takenCash: 'Cash taken: {total}, including a fee of {fee}.',
    feeHigher: 'The bank’s fee is {fee}, shown before was {quoted}. Take {difference} more.',
    feeLower: 'The bank’s fee is {fee}, shown before was {quoted}. Give {difference} back.',
    rejected:
      'Refused by the bank: {reason}. No money reached the account. Correct it, or give the cash back.',
    rejectedPlain: 'Refused by the bank. No money reached the account. Correct it, or give the cash back.',
    notSent: 'The bank has not received this transaction. You may try again.',
    unknown: 'The bank has not answered. The money may already be in the account of {name}.',
    unknownKeep: 'Keep the cash, do not repeat.',
    unknownReturned: 'The cash was returned, do not repeat.',
    unknownCall: 'Call {phone} and give Ref {ref}.',
    unknownCallBank: 'Call the bank and give Ref {ref}.',
    settled: 'The journal shows its history.',
    waiting: 'Sent; its outcome is being written down. Keep the cash, do not repeat.',
    reference: 'Reference',
    sentAt: 'Sent',
    sentOnce: '{time}, once',
    cash: 'Cash',
    cashQuestion: 'Where is the cash now?',
    cashKept: 'Cash kept',
    cashReturned: 'Cash returned',
    cashReturnedRisk: 'If it did arrive, the agent bears it.',
    cashWords: {
      kept: 'Cash {total} kept. Do not use it until the bank is certain.',
      returned: 'Cash {total} went back to the customer. If it did arrive, the agent bears it.',
      agents: 'The cash {total} in the drawer is the agent’s now: paid from the agent’s account.',
      'agent-bears':
        'The money arrived, but {total} went back to the customer. The agent bears it; call the customer.',
      owed: 'The cash {total} is the customer’s. Give it back and have the slip signed.',
      refunded: 'Cash {total} was given back to the customer, the slip signed.',
      settled: 'Cash {total} went back to the customer before. Nothing is left to do.',
    },
    rejectedLate:
      'Refused by the bank: {reason}. No money reached the account of {name}. It may be done anew.',
    rejectedLatePlain: 'Refused by the bank. No money reached the account of {name}. It may be done anew.',
    byHandPosted: 'The bank says that {amount} is in the account of {name}. Bank ref {bankReference}.',
    byHandNotPosted:
      'The bank says that nothing reached the account of {name} or will. Bank ref {bankReference}.',
    refund: 'Give {total} back, print the slip',
    refunding: 'Noting the refund…',
    lost: 'Its outcome could not be read from the journal yet. Keep the cash, do not repeat.',
    readAgain: 'Read again',
    choosing: 'Noting the choice…',
    traceCode: 'Bank’s trace code',
    next: {
      deposit: 'Next deposit',
      intrabank: 'Next transfer',
      interbank: 'Next transfer',
      'open-account': 'Next account',
      'switcher-transfer': 'Next transfer',
      'switcher-reversal': 'Next reversal',
    },
    correct: 'Correct',
    tryAgain: 'Try again',
  },

  states: {
    intent: 'Prepared',
    sending: 'Sent',
    confirmed: 'Done',
    rejected: 'Refused',
    'not-sent': 'Not sent',
    unknown: 'Not certain',
    void: 'Void, never sent',
    'confirmed-late': 'Done, late',
    'rejected-late': 'Refused, late',
    'resolved-by-hand': 'Resolved by hand',
    reversing: 'Reversing…',
    reversed: 'Reversed',
    'reversal-unknown': 'Reversal not certain',
  },

  kinds: {
    deposit: 'Cash deposit',
    intrabank: 'Same-bank transfer',
    interbank: 'Interbank transfer',
    'open-account': 'Open account',
    'switcher-transfer': 'Account transfer',
    'switcher-reversal': 'Transfer reversal',
  },

  paper: {
    label: 'Receipt',
    tabReceipt: 'Receipt',
    tabPrinter: 'Printer paper',
    draft: 'Receipt to be printed',
    provisional: 'Provisional slip',
    receipt: 'Receipt',
    noReceipt: 'This transaction has no receipt.',
    width: { 32: '58 mm', 48: '80 mm' },
    printCopy: 'Print a copy',
    copies: 'Copies: {count}',
    printerPaper: 'Paper of the training printer',
    printerPaperEmpty: 'The training printer has printed nothing yet.',
    printerPaperAlt: 'Picture of the paper that left the training printer',
  },

  print: {
    states: {
      queued: 'queued',
      sending: 'printing…',
      confirmed: 'printed',
      'sent-unverified': 'sent, not proven',
      'failed-unsent': 'not printed',
      unknown: 'maybe printed in part',
    },
    notRequested: 'not printed',
    reasons: {
      'no-printer': 'There is no printer. Write the Ref down for the customer.',
      'paper-out':
        'Out of paper. The transaction is recorded, do not repeat it. Change the paper, then Ctrl+P.',
      'cover-open': 'The printer’s cover is open. The transaction is recorded. Close it, then Ctrl+P.',
      unreachable: 'The printer is not connected. The transaction is recorded. Switch it on, then Ctrl+P.',
      'connection-lost':
        'The printer was cut off while printing. The transaction is recorded. Look at the paper; if needed Ctrl+P.',
      'not-reading':
        'The printer stopped taking data. The transaction is recorded. Look at the paper; if needed Ctrl+P.',
      'no-report': 'Receipt sent; the printer does not report. Look at the paper.',
      interrupted: 'The application closed while printing. Look at the paper; if needed Ctrl+P.',
      'printer-stopped':
        'The printer reports a fault. The transaction is recorded. Look at the printer, then Ctrl+P.',
      'not-answering':
        'The printer does not answer. The transaction is recorded. Switch it off and on, then Ctrl+P.',
      'stopped-midway':
        'The printer stopped in the middle of the receipt (paper or cover). The transaction is recorded. Look at the paper; if needed Ctrl+P.',
      'spooler-stopped':
        'The computer’s print queue is stopped or its printer is off. The transaction is recorded. Switch it on, then Ctrl+P.',
      'spooler-refused':
        'The computer’s print queue refused the receipt. The transaction is recorded. Look at the printer settings, then Ctrl+P.',
      cancelled:
        'The receipt was taken back from the computer’s print queue. Look at the paper; if needed Ctrl+P.',
      unreadable:
        'This receipt can no longer be printed. The transaction is recorded. Report it to the bank’s support.',
      'teller-printed': 'The teller saw that it was printed.',
      'teller-not-printed': 'The teller saw that it was not printed; a copy took its place.',
      elsewhere: 'Made as a PDF or on another printer, not on the receipt printer.',
      'not-made': 'Not made: called off, or the PDF could not be written. The transaction stands.',
      restored:
        'Not printed when the backup of the journal was made; perhaps since. Ctrl+P prints it as a copy.',
      other:
        'The receipt was not printed yet. The transaction is recorded. Look at the printer, then Ctrl+P.',
    },
  },

  approval,
  unknown,

  balance,

  dashboard,

  opening,

  diagnostics,
  updates,
  password,

  printer,

  setUp,
  settings,
  switcher,

  finder,

  journalTrouble,

  journal: {
    title: 'Journal',
    lead: 'Every transaction of this PC, newest first.',
    search: 'Search',
    time: 'Time',
    timeIn: 'Time ({zone})',
    reference: 'Ref',
    account: 'Account',
    name: 'Name',
    amount: 'Amount',
    state: 'State',
    teller: 'Teller',
    copies: 'Copies',
    loading: 'Reading the journal…',
    empty: 'No transaction yet.',
    emptySearch: 'Nothing matches “{search}”.',
    retry: 'Try again',
    open: 'Open',
    back: 'Back to the journal',
    kind: 'Kind',
    narration: 'Narration',
    refusal: 'Bank’s answer',
    history: 'History',
    resolve: 'Open in Not certain',
    actors: {
      bank: 'the bank’s answer',
      workstation: 'application',
      'start-up': 'when the application was reopened',
      'status-check': 'status check',
    },
    events: {
      'cash-kept': 'Cash kept',
      'cash-returned': 'Cash returned',
      'cash-refunded': 'Cash given back, slip printed',
      'otherwise-posted': 'The bank says later: it arrived',
      'otherwise-refused': 'The bank says later: refused',
      erased: 'Customer data erased: its time of keeping is over',
    },
    otherwise:
      'The bank later said otherwise than this was settled. Call the bank, name Ref {ref}, before any money moves again.',
    resolution: 'Resolution',
    resolvedPosted: 'Arrived, says the bank',
    resolvedNotPosted: 'Did not arrive, says the bank',
    resolvedWith: '{verdict}. Bank ref {bankReference}. {reason}. Agreed by {approver}.',
    resolvedAlone: '{verdict}. Bank ref {bankReference}. {reason}. Decided alone after 24 hours.',
  },

  journalSearch,

  journalFile,

  day,

  rules: {
    required: 'Fill this in first.',
    'account-spaces': 'An account number has no spaces.',
    'account-digits': 'An account number has digits only.',
    'account-length': 'An account number has 3 to 20 digits.',
    'amount-letters': 'The amount has digits only, no letters or commas.',
    'amount-negative': 'The amount cannot be negative.',
    'amount-zero': 'The amount must be more than zero.',
    'amount-too-long': 'The amount has 15 digits at most.',
    'narration-length': 'The narration has 40 characters at most.',
    'narration-characters': 'The narration takes plain letters, digits and punctuation only.',
    'pin-format': 'The agent PIN has 6 digits.',
    'password-length': 'A password has at least 8 characters.',
    'password-same': 'The new password must differ from the old one.',
    'password-repeat': 'Not yet the same as the new password.',
    'same-unknown': 'The same one is still not certain. Do not repeat it; open Not certain in the menu.',
    'same-unknown-old': 'The same one has been uncertain for long. Give a reason if this is a new one.',
    'reason-length': 'A reason has 3 to 100 characters.',
    'same-recent': 'The same one has just succeeded. Give a reason if it is meant twice.',
    rekey: 'A large amount. Type the last four digits of the account again.',
    'rekey-differs': 'The last four digits do not match. Check the account number.',
    'inquiry-expired': 'The account was checked too long ago. Check it again.',
    'attempt-used':
      'This form was sent before with other contents. See the journal (F8), then start a new form.',
    other: 'This entry cannot be used. Correct it, then try again.',
  },

  failures: {
    read: {
      REFUSED: 'Refused by the bank: {reason}. No money moved.',
      NOT_SENT: 'Not sent to the bank. No money moved. Try again.',
      OUTCOME_UNKNOWN: 'The bank has not answered. No money moved. Try again.',
      SESSION_EXPIRED: 'The session ended. No money moved. Sign in again.',
      INVALID_INPUT: 'The entry cannot be used. Correct it, then try again.',
      INTERNAL: 'The application has a fault. No money moved. Fault number: {incidentId}.',
    },
    money: {
      REFUSED:
        'Refused by the bank: {reason}. No money reached the account. Correct it, or give the cash back.',
      NOT_SENT: 'Not sent. The bank has not received this transaction. You may try again.',
      OUTCOME_UNKNOWN: 'Not certain. Keep the cash, do not repeat. See the result in the journal (F8).',
      SESSION_EXPIRED:
        'The session ended. No money reached the account. Sign in again; what you typed is kept, nothing is sent again.',
      INVALID_INPUT: 'Not sent, no money moved. Correct the marked field.',
      INTERNAL:
        'The application has a fault; it may have been sent. Keep the cash, do not repeat. See the journal (F8). Fault number: {incidentId}.',
    },
    forbidden: {
      sender: 'This request is not allowed. No money moved.',
      'too-many': 'Too many requests at once. This one was not carried out. Wait a moment.',
      role: 'Your role may not do this. No money moved.',
      locked: 'The screen is locked. No money moved. Unlock it first.',
      'signed-out': 'You are not signed in. No money moved. Sign in first.',
      sending: 'Already sent, cannot be stopped. Wait for the bank’s answer first.',
      'user-deactivated': 'The bank has deactivated this user. No money moved. Call the bank.',
      'user-pending': 'The bank has not activated this user yet. No money moved. Call the bank.',
    },
    unavailable: {
      bank: 'The bank’s server has a fault. No money moved. Try again in a moment.',
      keychain: 'This PC’s key storage cannot be used. No money moved. Call your IT support.',
      printer: 'The printer cannot be used. The transaction is unchanged. Look at the printer.',
      disk: 'The disk cannot be written. No money moved. Check disk space.',
      clock: 'The time is not confirmed with the bank. No money moved. Check the network, then try again.',
      journal: 'The journal cannot be written. No money moved. Call your IT support.',
    },
  },

  dates: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
}
