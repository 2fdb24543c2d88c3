import { dayWords as words } from '#shared/locales/day-words.ts'
import { receiptWords } from '#shared/locales/receipt-words.ts'
import type { ReceiptBlock, ReceiptDoc } from '#shared/receipt.ts'
import type { ReportDocument, ReportSection } from './document.ts'

/**
 * The day report on A4, made from the same blocks as the paper of the receipt printer, so that the two cannot disagree.
 * @param number of the day
 */
export function dayReportDocument(paper: ReceiptDoc, number: number): ReportDocument {
  return {
    language: 'id',
    title: `${words.final} ${number}`,
    facts: paper.training ? [[receiptWords.training, '']] : [],
    sections: sectionsOf(paper.blocks),
    foot: paper.training ? [receiptWords.training] : [],
  }
}

/** A bold line in the middle begins a section; its pairs are a table, its texts its notes. */
function sectionsOf(blocks: readonly ReceiptBlock[]): ReportSection[] {
  const sections: { heading: string; notes: string[]; rows: [string, string][] }[] = []
  for (const block of blocks) {
    const section = sections.at(-1)
    if (block.type === 'centre' && block.bold) sections.push({ heading: block.text, notes: [], rows: [] })
    else if (block.type === 'pair') section?.rows.push([block.label.trim(), block.value])
    else if (block.type === 'text' || block.type === 'centre' || block.type === 'large')
      section?.notes.push(block.text)
  }
  return sections.map(({ heading, notes, rows }) => ({
    heading,
    notes,
    ...(rows.length > 0 ? { table: { headings: words.columns, rows } } : {}),
  }))
}
