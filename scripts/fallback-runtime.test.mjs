import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuseUnknown, targetInside } from './fallback-runtime.mjs'

describe('the fallback runtime', () => {
  let folder
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'teller-runtime-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is refused when it is not the known file', async () => {
    const archive = join(folder, 'package.tgz')
    writeFileSync(archive, 'something else')
    await expect(refuseUnknown(archive)).rejects.toThrow('its SHA-512 is not the known one')
  })
  it('is accepted when it is', async () => {
    const archive = join(folder, 'package.tgz')
    writeFileSync(archive, 'abc')
    // The SHA-512 of "abc", from FIPS 180-4's examples.
    const known = '3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='
    await expect(refuseUnknown(archive, known)).resolves.toBeUndefined()
  })
  it.each(['../outside', '/etc/passwd', 'a/../../outside'])('takes no link to %s', (pointsTo) => {
    expect(() => targetInside('/runtime', '/runtime/link', pointsTo)).toThrow('leads out of its folder')
  })
  it('takes a link within it', () => {
    expect(targetInside('/runtime', '/runtime/lib/link', '../other')).toBe('../other')
  })
})
