import { encodeQR } from 'qr'
import type { Line } from '#shared/layout.ts'
import { escape } from './document.ts'

/** The lines of a receipt as a page for ordinary printers; it needs `report.css` beside it (see report-window.ts). */
export function receiptPage(title: string, lines: readonly Line[]): string {
  const head = `<meta charset="utf-8"><title>${escape(title)}</title><link rel="stylesheet" href="report.css">`
  const body = `<main class="receipt">${lines.map(lineHtml).join('')}</main>`
  return `<!doctype html><html lang="id"><head>${head}</head><body>${body}</body></html>`
}

function lineHtml({ text, bold, large, qr }: Line): string {
  if (qr !== undefined) return encodeQR(qr, 'svg', { ecc: 'medium' })
  const looks = [...(bold ? ['strong'] : []), ...(large ? ['large'] : [])].join(' ')
  return `<pre class="${looks}">${escape(text) || ' '}</pre>`
}
