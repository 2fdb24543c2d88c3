import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrowserWindow, session as sessions, type Session } from 'electron'
import { TellerError } from '#shared/result.ts'
import type { Reports } from './exports/delivery.ts'
import { escape, reportHtml } from './exports/document.ts'
import { REPORT_CSS } from './exports/report-css.ts'

const POLICY = "default-src 'none'; style-src report:; img-src data:; font-src report:"
const MARGIN_CM = 1.5
const CM_PER_INCH = 2.54

/**
 * Makes paper of reports in a window that nobody sees, without scripts, storage or network.
 * @param assetsFolder where the built renderer keeps its fonts; without them the system's are used
 */
export function createReports(assetsFolder: string): Reports {
  let html = ''
  let pages: Session | undefined
  /** Made with the first report: a start should not wait for what most days do not need. */
  const session = () => (pages ??= openSession(assetsFolder, () => html))

  /** One report at a time: the page lies in one place. */
  let last: Promise<unknown> = Promise.resolve()
  const withPage = <T>(content: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      html = content
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: session(), sandbox: true, javascript: false, contextIsolation: true },
      })
      try {
        await window.loadURL('report://page/')
        return await use(window)
      } finally {
        window.destroy()
        html = ''
      }
    })
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    toPdf: (report) =>
      withPage(reportHtml(report), ({ webContents }) =>
        webContents.printToPDF({
          pageSize: 'A4',
          printBackground: true,
          generateTaggedPDF: true,
          margins: inches(MARGIN_CM),
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: footer(report.title),
        }),
      ),
    print: (report) => withPage(reportHtml(report), print),
    async printReceipt(title, lines) {
      const { receiptPage } = await import('./exports/receipt-page.ts')
      return withPage(receiptPage(title, lines), print)
    },
  }
}

function openSession(assetsFolder: string, html: () => string): Session {
  const pages = sessions.fromPartition('report')
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  pages.protocol.handle('report', ({ url }) => {
    const file = new URL(url).pathname.slice(1)
    if (file === '') return page(html())
    if (file === 'report.css') return new Response(REPORT_CSS, { headers: { 'content-type': 'text/css' } })
    const font = fontFile(assetsFolder, file)
    return font ? new Response(font as Uint8Array<ArrayBuffer>) : new Response('', { status: 404 })
  })
  return pages
}

function print({ webContents }: BrowserWindow): Promise<boolean> {
  return new Promise((done, failed) => {
    webContents.print({ pageSize: 'A4', printBackground: true }, (success, reason) => {
      if (success) done(true)
      else if (/cancel/i.test(reason)) done(false)
      else failed(new TellerError({ code: 'UNAVAILABLE', part: 'printer', reason }))
    })
  })
}

const page = (html: string) =>
  new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  })

const inches = (cm: number) => ({
  ...{ top: cm / CM_PER_INCH, right: cm / CM_PER_INCH },
  ...{ bottom: cm / CM_PER_INCH, left: cm / CM_PER_INCH },
})

/** Title and page number; Chromium fills the two spans. */
const footer = (title: string) =>
  `<div style="width:100%;padding:0 ${MARGIN_CM}cm;display:flex;justify-content:space-between;font:7pt sans-serif;color:#68717b"><span>${escape(title)}</span><span><span class="pageNumber"></span>/<span class="totalPages"></span></span></div>`

const WEIGHTS: Partial<Record<string, string>> = { 'regular.woff2': '400', 'bold.woff2': '600' }

function fontFile(assetsFolder: string, file: string): Uint8Array | undefined {
  const begins = `ibm-plex-sans-latin-${WEIGHTS[file]}-normal`
  try {
    const found = readdirSync(assetsFolder).find((name) => name.startsWith(begins))
    return found ? readFileSync(join(assetsFolder, found)) : undefined
  } catch {
    return undefined
  }
}
