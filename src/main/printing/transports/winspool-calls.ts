import { promisify } from 'node:util'
import type { LibraryHandle } from 'koffi'

/** A HANDLE as koffi hands it out; nobody looks inside. */
export type PrinterHandle = unknown

/** The functions of winspool.drv that printing needs, each on a worker thread. 0 is Windows' FALSE: the call failed. */
export interface WinspoolCalls {
  OpenPrinterW(name: string, handle: [PrinterHandle], defaults: null): Promise<number>
  /** @param info receives a PRINTER_INFO_n of the level, with its strings behind it */
  GetPrinterW(
    handle: PrinterHandle,
    level: number,
    info: Buffer,
    bytes: number,
    needed: [number],
  ): Promise<number>
  /** @returns the job's number, 0 where it failed */
  StartDocPrinterW(handle: PrinterHandle, level: 1, document: DocumentInfo): Promise<number>
  StartPagePrinter(handle: PrinterHandle): Promise<number>
  WritePrinter(handle: PrinterHandle, bytes: Buffer, count: number, written: [number]): Promise<number>
  EndPagePrinter(handle: PrinterHandle): Promise<number>
  EndDocPrinter(handle: PrinterHandle): Promise<number>
  AbortPrinter(handle: PrinterHandle): Promise<number>
  /** @param info receives a JOB_INFO_1W, with its strings behind it */
  GetJobW(
    handle: PrinterHandle,
    job: number,
    level: 1,
    info: Buffer,
    bytes: number,
    needed: [number],
  ): Promise<number>
  SetJobW(handle: PrinterHandle, job: number, level: 0, info: null, command: number): Promise<number>
  ClosePrinter(handle: PrinterHandle): Promise<number>
}

/** DOC_INFO_1W */
export interface DocumentInfo {
  pDocName: string
  pOutputFile: null
  pDatatype: 'RAW'
}

type Type = Parameters<LibraryHandle['func']>[2]

/** As in winspool.h: result, then arguments. */
const SIGNATURES = (documentInfo: Type, outHandle: Type, outCount: Type) =>
  ({
    OpenPrinterW: ['int', 'str16', outHandle, 'void *'],
    GetPrinterW: ['int', 'void *', 'uint32_t', 'void *', 'uint32_t', outCount],
    StartDocPrinterW: ['uint32_t', 'void *', 'uint32_t', documentInfo],
    StartPagePrinter: ['int', 'void *'],
    WritePrinter: ['int', 'void *', 'void *', 'uint32_t', outCount],
    EndPagePrinter: ['int', 'void *'],
    EndDocPrinter: ['int', 'void *'],
    AbortPrinter: ['int', 'void *'],
    GetJobW: ['int', 'void *', 'uint32_t', 'uint32_t', 'void *', 'uint32_t', outCount],
    SetJobW: ['int', 'void *', 'uint32_t', 'uint32_t', 'void *', 'uint32_t'],
    ClosePrinter: ['int', 'void *'],
  }) satisfies Record<keyof WinspoolCalls, readonly [Type, ...Type[]]>

/**
 * @param path `winspool.drv`; the tests have a stand-in
 * @throws Error where the library is not there
 */
export async function loadWinspool(path: string): Promise<WinspoolCalls> {
  const { default: koffi } = await import('koffi')
  const documentInfo = koffi.struct({ pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' })
  const signatures = SIGNATURES(
    koffi.pointer(documentInfo),
    koffi.out(koffi.pointer('void *')),
    koffi.out(koffi.pointer('uint32_t')),
  )
  const library = koffi.load(path)
  const calls = Object.entries(signatures).map(([name, [result, ...types]]) => [
    name,
    promisify(library.func('__stdcall', name, result, types).async),
  ])
  return Object.fromEntries(calls) as WinspoolCalls
}
