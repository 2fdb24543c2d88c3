import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { app, nativeTheme, webContents, type BrowserWindow, type WebContents } from 'electron'
import type { EventName, EventPayload, Outcome, Status } from '#shared/contract.ts'
import type { PrinterChoice } from '#shared/contract/printing.ts'
import type { PaperColumns } from '#shared/layout.ts'
import { rupiah } from '#shared/money.ts'
import type { TransactionId } from '#shared/references.ts'
import { TellerError } from '#shared/result.ts'
import { toInstant } from '#shared/time.ts'
import { createBalanceWatch } from './balance-watch.ts'
import { createCopiedText } from './clipboard.ts'
import { createBankClient } from './bank/client.ts'
import { allowCamera } from './camera.ts'
import { createClock } from './clock.ts'
import { askSmallest, createConnectionProbe } from './connection-probe.ts'
import { createIdleLock } from './idle-lock.ts'
import type { CheckedAccount } from './bank/accounts.ts'
import type { InterbankInquiry, IntrabankInquiry } from './bank/transfers.ts'
import { machineWideFile, type Config } from './config.ts'
import { createShownGraphs } from './exports/shown-graphs.ts'
import { checkAccountFor } from './features/account-check.ts'
import { createShownBalances, printBalance } from './features/balance-slip.ts'
import { readAgentBalance, readCustomerBalance } from './features/balances.ts'
import { readChoices } from './features/choices.ts'
import { countOwn, listOwn, readBsa, readGraph } from './features/dashboard.ts'
import { printReport, savePicture, saveReport, saveTables } from './features/dashboard-export.ts'
import { dayHandlers } from './features/day-close.ts'
import { deposit } from './features/deposit.ts'
import { createDiagnostics } from './features/diagnostics.ts'
import { setAside } from './features/journal-rescue.ts'
import { openingHandlers, submitOpening } from './features/open-account.ts'
import { saveDisputePack } from './features/dispute-pack.ts'
import { maskedExchange, revealExchange } from './features/journal-exchange.ts'
import { exportJournal, stopExport } from './features/journal-export.ts'
import { journalTotals, listJournal } from './features/journal-search.ts'
import { journalDetail, reprint } from './features/journal-view.ts'
import { answerQuestion, listQuestions, printReceiptElsewhere, saveReceiptPdf } from './features/paper.ts'
import { changeOwnPassword } from './features/password.ts'
import { choosePrinter, listPrinters, printTestPage, probePrinter, testDrawer } from './features/printer.ts'
import { listPostalCodes, listRegions, readRegions } from './features/regions.ts'
import { startStatusChecks } from './status-checks.ts'
import { createSwitcherClient } from './switcher/client.ts'
import type { SwitcherAccount, SwitcherPosting } from './switcher/operations.ts'
import { startUpdates } from './self-update.ts'
import { createSession } from './session.ts'
import { inquireInterbank, inquireIntrabank, payInterbank, payIntrabank } from './features/transfer.ts'
import { chooseCash, listHeldCash, refundCash } from './features/held-cash.ts'
import { saveSetUp } from './features/set-up.ts'
import { checkReference, inquireAccount, reverse, transferBySwitcher } from './features/switcher.ts'
import { checkUnknown, listUnknowns, outcomeOfAttempt, resolveUnknown } from './features/unknown-desk.ts'
import { createInquiries } from './inquiries.ts'
import { emit, type Services } from './ipc.ts'
import { createJournalSearch } from './journal/journal-search.ts'
import { createDays } from './journal/days.ts'
import { createExchanges } from './journal/exchange.ts'
import { createKeptAnswers } from './journal/kept-answers.ts'
import { createMoneyJournal } from './journal/money-journal.ts'
import { createMonthCounts } from './journal/month-counts.ts'
import { openJournal, profileId } from './journal/open.ts'
import { journalNotice } from './journal/notice.ts'
import { createOpeningDrafts } from './journal/opening-drafts.ts'
import { isNotPosted } from './journal/outcome.ts'
import { createPhotoRecords } from './journal/photo-records.ts'
import { escrowJournalKeys } from './journal/recovery-keys.ts'
import { createReferences } from './journal/references.ts'
import { startRetention } from './journal/retention.ts'
import { openSecretStore } from './keychain.ts'
import type { Log } from './log.ts'
import { createPhotos, DAY_MS, photoKey } from './photos.ts'
import { createPosting } from './posting.ts'
import type { PreferenceStore } from './preferences.ts'
import { createPrinterChoices } from './printing/choice.ts'
import { createPrinterDesk } from './printing/desk.ts'
import { createReports } from './report-window.ts'
import { createSaveFile } from './save-file.ts'
import type { PrinterOrder, Training } from './training.ts'
import { createTurns } from './turns.ts'
import { writeWhenPossible } from './unwritten.ts'
import { onStandInRuntime } from './runtime.ts'
import { createBankHttp, type Exchange } from './wire/http.ts'
import { BUILT_IN_TRUST, readTrust } from './wire/trust.ts'

/** Stands for a balance that nobody has heard yet: no warning without a reason. */
const NO_LIMIT = rupiah(10n ** 18n)

/** Read when the first address is asked for: a megabyte that most days need not. */
const REGIONS = 'resources/regions/regions.txt'

/** Made by `npm run generate`. */
const LICENCES = 'resources/licences.txt'

/** How long lines and paper may take to end. */
const CLOSING_MS = 3_000

/** Twelve months of graphs must not crowd out a deposit. */
const GRAPHS_AT_ONCE = 3

export interface App extends Services {
  /** whether an order is under way: the window then stays open */
  sending(): boolean
  /** Waits for what is under way, at most for a call's time limit, and ends everything that was started. */
  close(): Promise<void>
}

interface Surroundings {
  config: Config
  /** the profile folder, where outlet.json lies */
  profile: string
  /** the folder of this mode inside the profile: journal, logs, secrets of training */
  folder: string
  log: Log
  window: () => BrowserWindow | undefined
  preferences: PreferenceStore
  /** the set-up screen comes first */
  needsSetUp: boolean
  /** training mode's bank and printer, already being started; live mode has none */
  training?: Promise<Training> | undefined
}

/** Builds and wires every service: the only place that does. */
export async function createApp(surroundings: Surroundings): Promise<App> {
  const { config, profile, folder, log, window, preferences, training: starting } = surroundings
  const tell = <E extends EventName>(event: E, payload: EventPayload<E>) => emit(window(), event, payload)

  let { needsSetUp } = surroundings
  const clock = createClock()
  const secrets = await openSecretStore(config.mode, folder)
  const { database, audit, trouble } = await openJournal(folder, secrets, clock, log)
  if (!trouble && config.journalKeyEscrow)
    await escrowJournalKeys({ folder, secrets, audit }, config.journalKeyEscrow, log)
  // Its process is started before this one has loaded all that stands here, and still takes the longest.
  const training = await starting
  training?.onPaper((paper) => tell('paper.printed', paper))
  const apiUrl = training?.bankUrl ?? config.apiUrl!
  const { host } = new URL(apiUrl)

  let connection: Status['connection'] = 'unproven'
  const heard = (exchange: Exchange) => {
    if (exchange.kind === 'answer') clock.learn(exchange.date)
    connection = exchange.kind === 'answer' ? 'online' : 'offline'
    probe.heard(connection)
    tellStatus()
  }
  /** Once the present turn is over, however often it is asked for: a posting waits for no status, and one that cannot be read is no part of it. */
  let telling: NodeJS.Immediate | undefined
  const tellStatus = () => {
    telling ??= setImmediate(() => {
      telling = undefined
      try {
        tell('status.changed', status())
      } catch (error) {
        log.warn('status.unreadable', { error })
      }
    })
  }
  const trust = training ? BUILT_IN_TRUST : readTrust(config.apiCa, config.apiPins)
  const http = createBankHttp(apiUrl, config.requestTimeoutMs, trust)
  const bank = createBankClient(http, heard)

  const copied = createCopiedText()
  const session = createSession(bank, secrets, training ? 'training' : host, log, (view) => {
    tell('session.changed', view)
    if (view.state !== 'signed-in') void copied.wipe()
    if (view.state === 'signed-in') void balance.refresh().then(tellStatus)
    else if (view.state === 'signed-out') balance.forget()
    if (view.state !== 'signed-in') allowCamera(false)
  })
  const journal = createMoneyJournal(database, clock, audit)
  const references = createReferences(database, clock)
  const nextReference = references.forReading
  const notice = journalNotice(database, audit)
  const printerDesk = createPrinterDesk({
    ...{ database, clock, log },
    choices: createPrinterChoices(folder, printerOf(config), config.printer !== undefined, log),
    virtual: training?.printer,
    logoFiles: [dirname(machineWideFile()), dirname(folder)].map((place) => join(place, 'logo.png')),
    changed(job) {
      tell('print.changed', job)
      tellStatus()
    },
    printerChanged: tellStatus,
  })
  const printing = printerDesk.queue
  const shownBalances = createShownBalances(clock)

  let setJournalAside = false
  let interrupted: ReturnType<typeof writeWhenPossible> | undefined = undefined
  const journalTrouble = () =>
    setJournalAside ? 'journal-set-aside' : (trouble ?? (interrupted?.pending() ? 'no-journal' : undefined))
  /** Where nobody told the time yet, this PC's own clock must at least not lie before what it has already seen. */
  const timeTrouble = () => (clock.trusted() || clock.isPlausible(references.last()) ? undefined : 'no-time')

  const days = createDays(database, clock, audit)
  const askBank = askSmallest(bank, session)
  const probe = createConnectionProbe(askBank)
  const balance = createBalanceWatch({ bank, session, nextReference, log })
  const moneyBlocked = () => journalTrouble() ?? (session.keychainFailed() ? 'no-keychain' : timeTrouble())
  const status = (): Status => ({
    connection,
    printer: printing.printer(),
    printQueue: printing.waiting(),
    openUnknowns: journal.openUnknowns() + posting.unwritten(),
    owedCash: journal.heldCashRows().filter(isNotPosted).length,
    lowBalance: (balance.last() ?? NO_LIMIT) < rupiah(config.lowBalance),
    overdueDay: days.overdue(config.zone),
    moneyBlocked: moneyBlocked(),
    journalNotice: notice,
    clockOffsetMs: clock.offsetMs(),
  })
  const changedLater = (transactionId: TransactionId) => {
    tell('journal.changed', { transactionId })
    tellStatus()
    void photos.sweep()
  }

  const photos = createPhotos({
    ...{ clock, log, records: createPhotoRecords(database, clock) },
    folder: join(folder, 'photos', profileId(folder)),
    key: trouble ? undefined : await photoKey(secrets, profileId(folder), log),
    ...{ deliverTo: config.photoFolder, sealTo: config.photoPublicKey, retentionDays: config.photoKeepDays },
  })
  const drafts = createOpeningDrafts(database, clock, audit)

  const outlet = { training: training !== undefined, zone: config.zone, bankPhone: config.bankPhone }
  const posting = createPosting({
    ...{ journal, printing, session, references, outlet, host, log, changedLater },
    // Whether it opens is the printer's set-up, which can change.
    ...{ clock, balance, drawer: true },
    limits: { repeatMinutes: config.repeatMinutes, rekeyAmount: rupiah(config.rekeyAmount) },
  })
  const switcherUrl = config.switcherUrl ?? training?.switcherUrl
  // In the bank's own network, so by the bank's own authority; the pins are those of another server.
  const switcherTrust = { ...trust, pins: [] }
  const switcherHttp = switcherUrl
    ? createBankHttp(switcherUrl, config.requestTimeoutMs, switcherTrust)
    : undefined
  // The switcher is another machine: what it says of the time and the line is not the bank's.
  const switcher = switcherHttp && createSwitcherClient(switcherHttp, () => undefined)
  const statusChecks =
    switcher &&
    startStatusChecks({
      ...{ journal, clock, log, confirmLate: posting.confirmLate, checked: changedLater, switcher },
    })
  const parts = {
    ...{ bank, switcher, session, nextReference, journal, printing, posting, clock, statusChecks },
    zone: config.zone,
    switcherAccounts: createInquiries<SwitcherAccount>(),
    switcherPostings: createInquiries<SwitcherPosting>(),
    ...{ printerDesk, shownBalances, audit, outlet },
    keptAnswers: createKeptAnswers(database),
    bankHost: training ? 'training' : host,
    graphTurns: createTurns(GRAPHS_AT_ONCE),
    shownGraphs: createShownGraphs(),
    monthCounts: createMonthCounts(database, config.zone),
    language: () => preferences.read().language,
    journalSearch: createJournalSearch(database, config.zone),
    exchanges: createExchanges(database, audit),
    saveFile: createSaveFile(window),
    reports: createReports(join(app.getAppPath(), 'out/renderer/assets')),
    inquiries: createInquiries<CheckedAccount>(),
    intrabankInquiries: createInquiries<IntrabankInquiry>(),
    interbankInquiries: createInquiries<InterbankInquiry>(),
    ...{ drafts, photos, allowCamera, training: outlet.training, bankWords: config.bankWords },
    regions: once(async () => readRegions(await readFile(join(app.getAppPath(), REGIONS), 'utf8'))),
  }
  const updates = startUpdates({
    ...{ config, clock, log, folder },
    facts: () => ({
      signedOut: session.view().state === 'signed-out',
      sending: posting.sending(),
      unknowns: status().openUnknowns,
      receipts: printing.unsettled(),
    }),
  })
  const stopRetention =
    config.journalRetentionDays > 0 && !trouble
      ? startRetention(
          { database, audit, clock, log, search: parts.journalSearch },
          config.journalRetentionDays,
        )
      : undefined
  const diagnostics = createDiagnostics({
    ...{ program: aboutProgram(), config, status, folder, clock, saveFile: parts.saveFile },
    updates: updates.view,
  })
  /** Posts only where a journal and a keychain can hold what is posted, and tells the new state of affairs afterwards. */
  const money =
    <I>(post: (parts: PostingFeatures, input: I) => Promise<Outcome>) =>
    async (input: I) => {
      assertMoneyAllowed(moneyBlocked())
      return post(parts, input).finally(tellStatus)
    }

  /** Tells what became of the cash, which the status counts. */
  const settling = (outcome: Outcome): Outcome => {
    tellStatus()
    return outcome
  }

  /** Nobody leaves while what they sent has no outcome yet. */
  const assertNotSending = () => {
    if (posting.sending()) throw new TellerError({ code: 'FORBIDDEN', reason: 'sending' })
  }

  const idle = createIdleLock({
    minutes: config.idleLockMinutes,
    lock: () => {
      if (!posting.sending()) session.lock()
    },
  })
  const watch = (contents: WebContents) => contents.on('input-event', idle.active)
  webContents.getAllWebContents().forEach(watch)
  app.on('web-contents-created', (_event, contents) => watch(contents))

  /** What the last run left behind. Until it is written, nothing new may be. */
  interrupted = writeWhenPossible(
    () => {
      journal.recover()
      drafts.discardBefore(toInstant(clock.now().getTime() - config.photoKeepDays * DAY_MS))
      printing.resume()
    },
    tellStatus,
    log,
  )
  await session.restore()
  // Behind the lock screen already: the line and the time are known before the password is typed.
  if (session.view().state === 'locked') void askBank().catch(() => undefined)

  return {
    permit: session.permit,
    sending: posting.sending,
    handlers: {
      'app.info': () => ({
        ...appInfo(config, training, printerDesk.settings().choice.columns, switcher !== undefined),
        needsSetUp,
      }),
      'app.licences': async () => ({ text: await readFile(join(app.getAppPath(), LICENCES), 'utf8') }),
      'diagnostics.read': () => diagnostics.read(),
      'diagnostics.save': () => diagnostics.save(),
      'updates.read': updates.view,
      'app.status': status,
      'app.ready': () => {
        announce(config, training)
        return {}
      },
      'setUp.save': (input) => {
        saveSetUp({ profile, fallbackRuntime: onStandInRuntime(), needed: needsSetUp }, input)
        needsSetUp = false
        if (input.mode === 'live') startAnew()
        return {}
      },
      'preferences.read': preferences.read,
      'preferences.save': (chosen) => {
        const kept = preferences.save(chosen)
        nativeTheme.themeSource = kept.theme
        return kept
      },
      'window.allowCapture': ({ allowed }) => {
        window()?.setContentProtection(!allowed)
        return {}
      },
      'window.copied': () => copied.note().then(() => ({})),
      'session.current': session.view,
      'session.signIn': ({ username, password }) => session.signIn(username, password),
      'session.signOut': () => {
        assertNotSending()
        return session.signOut().then(() => ({}))
      },
      'session.lock': () => {
        session.lock()
        return {}
      },
      'session.unlock': ({ password }) => session.unlock(password),
      'account.check': ({ accountNumber }) => checkAccountFor(parts, accountNumber),
      'account.agentBalance': () => readAgentBalance(parts),
      'account.customerBalance': (input) => readCustomerBalance(parts, input),
      'password.change': (input) => {
        assertNotSending()
        return changeOwnPassword(parts, input).then(() => ({}))
      },
      'choices.read': (input) => readChoices(parts, input),
      'deposit.submit': money(deposit),
      'transfer.intrabankInquiry': (input) => inquireIntrabank(parts, input),
      'transfer.intrabankPay': money(payIntrabank),
      'transfer.interbankInquiry': (input) => inquireInterbank(parts, input),
      'transfer.interbankPay': money(payInterbank),
      'outcome.ofAttempt': (input) => outcomeOfAttempt(parts, input),
      ...openingHandlers(parts),
      'opening.regions': (input) => listRegions(parts, input),
      'opening.postalCodes': (input) => listPostalCodes(parts, input),
      'opening.submit': money(submitOpening),
      'switcher.inquiry': (input) => inquireAccount(parts, input),
      'switcher.transfer': money(transferBySwitcher),
      'switcher.check': (input) => checkReference(parts, input).finally(tellStatus),
      'switcher.reversal': money(reverse),
      'unknown.list': () => listUnknowns(parts),
      'unknown.check': (input) => checkUnknown(parts, input),
      'unknown.resolve': (input) => resolveUnknown(parts, input).finally(tellStatus),
      'unknown.chooseCash': (input) => chooseCash(parts, input),
      'journal.setAside': async (input) => {
        await setAside({ bank, session, clock, folder, trouble }, input)
        setJournalAside = true
        tellStatus()
        return {}
      },
      'cash.held': () => listHeldCash(parts),
      'cash.refund': (input) => settling(refundCash(parts, input)),
      'journal.list': (input) => listJournal(parts, input),
      'journal.totals': (input) => journalTotals(parts, input),
      'journal.exchange': (input) => maskedExchange(parts, input),
      'journal.reveal': (input) => revealExchange(parts, input),
      'journal.export': (input) => exportJournal(parts, input),
      'journal.stopExport': () => stopExport().then(() => ({})),
      'journal.disputePack': (input) => saveDisputePack(parts, input),
      'journal.detail': ({ transactionId }) => journalDetail(parts, transactionId),
      'dashboard.bsa': (input) => readBsa(parts, input),
      'dashboard.graph': (input) => readGraph(parts, input),
      'dashboard.ownCounts': (input) => countOwn(parts, input),
      'dashboard.ownRows': (input) => listOwn(parts, input),
      'dashboard.saveTables': (input) => saveTables(parts, input),
      'dashboard.savePicture': (input) => savePicture(parts, input),
      'dashboard.saveReport': (input) => saveReport(parts, input),
      'dashboard.print': (input) => printReport(parts, input),
      ...dayHandlers({
        ...{ ...parts, balance, audit, training: training !== undefined },
        days,
        varianceLimit: rupiah(config.varianceLimit),
        assertJournal: () => {
          if (trouble) throw new TellerError({ code: 'UNAVAILABLE', part: 'journal', reason: trouble })
        },
      }),
      'receipt.reprint': ({ transactionId }) => reprint(parts, transactionId),
      'receipt.savePdf': (input) => saveReceiptPdf(parts, input),
      'receipt.printElsewhere': (input) => printReceiptElsewhere(parts, input),
      'print.unanswered': () => listQuestions(parts),
      'print.answer': (input) => answerQuestion(parts, input),
      'balance.print': (input) => printBalance(parts, input),
      'printer.settings': printerDesk.settings,
      'printer.find': () => listPrinters(parts),
      'printer.probe': (input) => probePrinter(parts, input),
      'printer.choose': async (choice) => {
        const chosen = choosePrinter(parts, choice)
        await training?.setPrinter({ columns: choice.columns })
        return chosen
      },
      'printer.testPage': () => printTestPage(parts),
      'printer.openDrawer': () => testDrawer(parts),
      'training.printerFaults': () => setPrinterFault(training, {}),
      'training.printerFault': (fault) => setPrinterFault(training, fault),
    },
    async close() {
      await copied.wipe()
      await posting.settled()
      posting.close()
      interrupted?.stop()
      statusChecks?.stop()
      updates.stop()
      photos.stop()
      stopRetention?.()
      probe.stop()
      idle.stop()
      clearImmediate(telling)
      // The socket of an unknown stays open for minutes; nobody waits for that here.
      await within(
        CLOSING_MS,
        Promise.all([stopExport(), http.close(), switcherHttp?.close(), printing.close()]),
      )
      database.close()
      training?.stop()
    },
  }
}

/** Made when it is first asked for, and kept. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

const within = (limitMs: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs))])

/** What every posting feature gets from here. */
type PostingFeatures = Parameters<typeof reverse>[0] &
  Parameters<typeof deposit>[0] &
  Parameters<typeof payIntrabank>[0] &
  Parameters<typeof submitOpening>[0]

const BLOCKED_PARTS = {
  'no-keychain': 'keychain',
  'no-time': 'clock',
  'no-journal': 'journal',
  'journal-key-missing': 'journal',
  'journal-unreadable': 'journal',
  'journal-newer': 'journal',
  'journal-gone': 'journal',
  'journal-set-aside': 'journal',
} as const

function assertMoneyAllowed(blocked: Status['moneyBlocked']): void {
  if (blocked) throw new TellerError({ code: 'UNAVAILABLE', part: BLOCKED_PARTS[blocked], reason: blocked })
}

/** The mode is read before Electron is ready: another one needs another start. */
function startAnew(): void {
  app.relaunch({ args: process.argv.slice(1).filter((argument) => argument !== '--set-up') })
  setImmediate(() => app.quit())
}

/** scripts/pack.mjs writes it into the packed package.json. */
function packedCommit(): string {
  const about = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as {
    commit?: string
  }
  return about.commit ?? ''
}

/** The program itself, for Help and the diagnostics. */
const aboutProgram = () => ({
  version: app.getVersion(),
  commit: packedCommit(),
  electronVersion: process.versions['electron'] ?? '',
  fallbackRuntime: onStandInRuntime(),
})

function appInfo(
  config: Config,
  training: Training | undefined,
  paperColumns: PaperColumns,
  switcher: boolean,
) {
  return {
    ...aboutProgram(),
    mode: config.mode,
    language: config.language,
    zone: config.zone,
    paperColumns,
    bankPhone: config.bankPhone,
    idleLockMinutes: config.idleLockMinutes,
    requestTimeoutMs: config.requestTimeoutMs,
    rekeyAmount: rupiah(config.rekeyAmount),
    switcher,
    sampleUsers: training?.sampleUsers ?? [],
    sandbox: training,
  }
}

/** @throws TellerError where there is no printer of training's own */
async function setPrinterFault(training: Training | undefined, order: PrinterOrder) {
  if (!training) throw new TellerError({ code: 'UNAVAILABLE', part: 'printer', reason: 'not-training' })
  return { faults: await training.setPrinter(order) }
}

/** What the outlet's configuration says of its printer: holds until somebody chooses. */
const printerOf = (config: Config): PrinterChoice => ({
  setting: config.printer ?? (config.mode === 'training' ? 'virtual' : 'none'),
  columns: config.paperColumns,
  cut: config.paperCut,
  feedLines: config.paperFeedLines,
  agentCopy: config.receiptCopies === 2,
  drawer: config.drawer,
  qr: false,
})

let announced = false

/** The line that scripts wait for (docs/operations.md). Printed once, however often the page is loaded. */
function announce(config: Config, training: Training | undefined): void {
  if (announced) return
  announced = true
  const details = training
    ? ` bank=${training.bankUrl} switcher=${training.switcherUrl} printer=${training.printer}`
    : ''
  console.log(`READY mode=${config.mode}${details}`)
}
