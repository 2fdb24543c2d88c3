import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'

/**
 * Whom a connection believes, beyond TLS 1.2. Without `ca` those that Node brings along (Mozilla's list): Node does not ask the system's
 * store, so an authority that somebody added there, an inspecting proxy's for example, has no say.
 */
export interface Trust {
  /** PEM: only certificates of these authorities are believed, the built-in ones no longer */
  ca?: string
  /** `sha256/…` of the server's public key (as RFC 7469 has it), the present and the next; empty = any */
  pins: readonly string[]
}

export const BUILT_IN_TRUST: Trust = { pins: [] }

/** @param caFile a PEM file. @throws Error when it cannot be read */
export const readTrust = (caFile: string | undefined, pins: readonly string[]): Trust => ({
  ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
  pins,
})

/** What makes TLS hold to it. A wrong pin fails the handshake, so no byte of a request was written then. */
export function tlsOptions({ ca, pins }: Trust) {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    // A resumed session is not asked for its certificate again: where pins count, none is resumed.
    ...(pins.length === 0 ? {} : { maxCachedSessions: 0 }),
    checkServerIdentity: (host: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate) ?? wrongPin(certificate, pins),
  } as const
}

function wrongPin(certificate: PeerCertificate, pins: readonly string[]) {
  if (pins.length === 0) return undefined
  const { publicKey } = new X509Certificate(certificate.raw)
  if (pins.includes(pinOf(publicKey.export({ type: 'spki', format: 'der' })))) return undefined
  return Object.assign(new Error('the public key of the server is not one of the pinned'), {
    code: 'ERR_TLS_WRONG_PIN',
  })
}

/** @param publicKey its SubjectPublicKeyInfo in DER */
export const pinOf = (publicKey: Buffer): string =>
  `sha256/${createHash('sha256').update(publicKey).digest('base64')}`
