import { TellerError } from '#shared/result.ts'

/**
 * The document answers a search without a result with the code NOT_FOUND (Get BSA Graph, Get Wilayah): nothing went wrong,
 * the list is empty. Every other failure stays one.
 */
export async function emptyIfNotFound<T>(list: Promise<T[]>): Promise<T[]> {
  try {
    return await list
  } catch (error) {
    if (isNotFound(error)) return []
    throw error
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof TellerError && error.failure.code === 'REFUSED' && error.failure.bankCode === 'NOT_FOUND'
