// Asks for everything that a page can ask of its browser, and tries to leave a file on the disk.
export default async function inPage() {
  const refused = (work) =>
    work.then(
      () => 'given',
      (error) => error.name,
    )
  const state = async (name) => (await navigator.permissions.query({ name })).state
  const place = () =>
    new Promise((done, lost) => navigator.geolocation.getCurrentPosition(done, () => lost(new Error())))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['stolen']))
  link.download = 'stolen.txt'
  link.click()
  return {
    camera: await state('camera'),
    microphone: await state('microphone'),
    screen: await refused(navigator.mediaDevices.getDisplayMedia()),
    place: await refused(place()),
    notification: await Notification.requestPermission(),
    clipboard: await refused(navigator.clipboard.readText()),
    stored: await navigator.storage.persist(),
    devices: [typeof navigator.usb?.requestDevice, typeof navigator.serial?.requestPort],
  }
}
