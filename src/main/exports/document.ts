import { cellWords, isFigure, type ExportTable } from './table.ts'

/** A report on A4: what paper and PDF are made from, so that the two cannot disagree. */
export interface ReportDocument {
  /** language of its words, for screen readers: `id` or `en` */
  language: string
  title: string
  /** whose report, of what, made when: label and value */
  facts: readonly (readonly [label: string, value: string])[]
  sections: readonly ReportSection[]
  /** sources and licences, small, at the end */
  foot: readonly string[]
}

export interface ReportSection {
  heading: string
  /** above its table, one paragraph each */
  notes?: readonly string[]
  /** its words for those who cannot see it are the table's */
  picture?: { png: Uint8Array; alternative: string }
  table?: Pick<ExportTable, 'headings' | 'rows'>
  /** the last row of the table is a total */
  totalled?: boolean
  /** picture left, table right; for tables of few columns */
  beside?: boolean
}

/** The report as a page without scripts; it needs `report.css` beside it (see report-window.ts). */
export function reportHtml({ language, title, facts, sections, foot }: ReportDocument): string {
  const head = `<meta charset="utf-8"><title>${escape(title)}</title><link rel="stylesheet" href="report.css">`
  const list = facts.map(([label, value]) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}</dd></div>`)
  const body = [
    `<header><h1>${escape(title)}</h1><dl>${list.join('')}</dl></header>`,
    ...sections.map(sectionHtml),
    `<footer>${foot.map(paragraph).join('')}</footer>`,
  ]
  return `<!doctype html><html lang="${escape(language)}"><head>${head}</head><body>${body.join('')}</body></html>`
}

/** Longer tables of few columns run in three columns of the page. */
const ROWS_IN_ONE_COLUMN = 20

function sectionHtml({ heading, notes = [], picture, table, totalled, beside }: ReportSection): string {
  const image = picture
    ? `<img alt="${escape(picture.alternative)}" src="data:image/png;base64,${Buffer.from(picture.png).toString('base64')}">`
    : ''
  const words = table ? tableHtml(table, totalled ?? false) : ''
  const narrow = table && table.headings.length <= 3 && table.rows.length > ROWS_IN_ONE_COLUMN
  const list = narrow ? `<div class="columns">${words}</div>` : words
  const body = `<div class="body${beside ? ' beside' : ''}">${image}${list}</div>`
  return `<section><h2>${escape(heading)}</h2>${notes.map(paragraph).join('')}${body}</section>`
}

function tableHtml({ headings, rows }: Pick<ExportTable, 'headings' | 'rows'>, totalled: boolean): string {
  const right = headings.map((_, index) => rows.some((row) => isFigure(row[index])))
  const cell = (tag: string, words: string, index: number) =>
    `<${tag}${right[index] ? ' class="figure"' : ''}>${escape(words)}</${tag}>`
  const head = headings.map((heading, index) => cell('th', heading, index)).join('')
  const body = rows.map((row, at) => {
    const total = totalled && at === rows.length - 1 ? ' class="total"' : ''
    return `<tr${total}>${row.map((value, index) => cell('td', cellWords(value), index)).join('')}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}

const paragraph = (text: string) => `<p>${escape(text)}</p>`

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)
