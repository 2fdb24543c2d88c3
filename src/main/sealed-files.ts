import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Files that hold something personal: sealed with AES-256-GCM, written whole, and shredded. */
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * IV, tag, ciphertext.
 * @param name authenticated with it, so that no file can stand for another
 */
export function seal(plain: Uint8Array, name: string, key: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** @throws Error for what is not as it was sealed, under this name and key */
export function unseal(sealed: Buffer, name: string, key: Buffer): Uint8Array {
  const body = sealed.subarray(IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
}

/**
 * Writes a file so that nobody ever sees a part of it, and makes its folder where it is missing.
 * @param readers `private`: this user alone; `shared`: whoever the folder's owner lets
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  readers: 'private' | 'shared',
): Promise<void> {
  const [folderMode, fileMode] = readers === 'private' ? [0o700, 0o600] : [0o777, 0o666]
  await mkdir(dirname(path), { recursive: true, mode: folderMode })
  await writeSynced(path, bytes, fileMode)
}

/**
 * Writes beside the file, syncs, and only then takes its place. What failed, or whose pieces ended with an error, leaves nothing behind,
 * and the file that was there before as it was.
 */
export async function writeSynced(
  path: string,
  content: Uint8Array | string | AsyncIterable<string>,
  mode: number,
): Promise<void> {
  const part = `${path}.part`
  try {
    const file = await open(part, 'w', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/**
 * Overwrites before removing, which leaves nothing on a plain disk. Flash storage and file systems that write elsewhere may keep the
 * old bytes a while: those were sealed all along. A file that is gone already is no fault.
 */
export async function shredFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      const { size } = await file.stat()
      await file.write(randomBytes(size), 0, size, 0)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  await rm(path)
}
