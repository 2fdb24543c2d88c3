import { afterEach, describe, expect, it } from 'vitest'
import { allowCamera, mayUseCamera } from './camera.ts'

afterEach(() => allowCamera(false))

describe('the camera', () => {
  it('is nobody’s until it is allowed, and after', () => {
    expect(mayUseCamera('media', ['video'])).toBe(false)
    allowCamera(true)
    expect(mayUseCamera('media', ['video'])).toBe(true)
    allowCamera(false)
    expect(mayUseCamera('media', ['video'])).toBe(false)
  })

  it('comes without sound, screen, place or anything else', () => {
    allowCamera(true)
    expect(mayUseCamera('media', ['audio'])).toBe(false)
    expect(mayUseCamera('media', ['video', 'audio'])).toBe(false)
    expect(mayUseCamera('media', [])).toBe(false)
    expect(mayUseCamera('media', [undefined])).toBe(false)
    for (const other of ['geolocation', 'display-capture', 'clipboard-read', 'usb', 'notifications']) {
      expect(mayUseCamera(other, ['video'])).toBe(false)
    }
  })
})
