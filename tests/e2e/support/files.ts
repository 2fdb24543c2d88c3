import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { readSheet } from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { readFileSync } from 'node:fs'

/** Answers every question where to save with one file of a folder, as the person at the dialog would. */
export async function saveTo(electron: ElectronApplication, folder: string, name: string): Promise<string> {
  const path = join(folder, name)
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  return path
}

/** The words of a PDF, in reading order, with single spaces. */
export async function pdfText(path: string): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(readFileSync(path)))
  const { text } = await extractText(document, { mergePages: true })
  return text.replace(/\s+/g, ' ')
}

/** The cells of a workbook's first sheet. */
export const sheetRows = (path: string): Promise<unknown[][]> => readSheet(path)
