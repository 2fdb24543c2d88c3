import { PHOTO_MAX_BYTES } from '#shared/opening.ts'

/** Points of the longer side: enough to read an identity card. */
const LONGER_SIDE = 1600
/** Tried one after the other, until the picture is small enough. */
const QUALITIES = [0.86, 0.75, 0.6, 0.45, 0.3]

/**
 * Makes a picture small enough to keep. Drawing it anew leaves out everything but the picture: place, camera and time of a
 * photo's EXIF do not reach anybody.
 * @throws Error for what is no picture
 */
export async function photoJpeg(source: Blob | HTMLVideoElement): Promise<Uint8Array<ArrayBuffer>> {
  const image = await createImageBitmap(source)
  const scale = Math.min(1, LONGER_SIDE / Math.max(image.width, image.height))
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
  const context = canvas.getContext('2d')!
  // What is transparent in a PNG would turn black.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
    if (blob.size <= PHOTO_MAX_BYTES) return new Uint8Array(await blob.arrayBuffer())
  }
  throw new Error('a picture that no quality makes small enough')
}
