// Tries every way out that a page has. The test calls it in the page.
export default async function inPage({ port, udpPort }) {
  const violated = new Set()
  document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective))
  const address = `127.0.0.1:${port}`
  const failed = (work) =>
    work().then(
      () => false,
      () => true,
    )
  const element = (name, attributes) =>
    new Promise((done) => {
      const made = Object.assign(document.createElement(name), attributes)
      made.addEventListener('error', () => done('refused'))
      made.addEventListener('load', () => done('loaded'))
      document.head.append(made)
    })
  const socket = () =>
    new Promise((done) => {
      const opened = new WebSocket(`ws://${address}/socket`)
      opened.onerror = () => done('refused')
      opened.onopen = () => done('open')
    })
  const webRtc = async () => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${udpPort}` },
        { urls: `turn:${address}?transport=tcp`, username: 'x', credential: 'x' },
      ],
    })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((done) => {
      const check = () => peer.iceGatheringState === 'complete' && done()
      peer.addEventListener('icegatheringstatechange', check)
      check()
    })
    peer.close()
  }
  const results = {
    fetch: await failed(() => fetch(`http://${address}/fetch`)),
    file: await failed(() => fetch('file:///etc/passwd')),
    socket: await socket(),
    image: await element('img', { src: `http://${address}/image` }),
    fileImage: await element('img', { src: 'file:///usr/share/pixmaps/debian-logo.png' }),
    script: await element('script', { src: `http://${address}/script.js` }),
    style: await element('link', { rel: 'stylesheet', href: `http://${address}/style.css` }),
  }
  navigator.sendBeacon(`http://${address}/beacon`)
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'prerender']) {
    const link = { rel, href: `http://${address}/${rel}` }
    document.head.append(Object.assign(document.createElement('link'), link))
  }
  await webRtc()
  return { results, violated: [...violated] }
}
