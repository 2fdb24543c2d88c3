// Tries to run code that the program did not come with.
export default async function inPage() {
  const fails = (code) => {
    try {
      code()
      return false
    } catch {
      return true
    }
  }
  const script = document.createElement('script')
  script.textContent = 'globalThis.planted = true'
  document.body.append(script)
  const button = document.createElement('button')
  button.setAttribute('onclick', 'globalThis.planted = true')
  document.body.append(button)
  button.click()
  button.remove()
  const before = window.teller.invoke
  fails(() => (window.teller.invoke = () => 1))
  // Later: while it runs the driver's own code, the debugger lets anything be evaluated.
  await new Promise((done) => setTimeout(done))
  return {
    evaluated: !fails(() => (0, eval)('1')),
    constructed: !fails(() => new Function('return 1')()),
    planted: 'planted' in globalThis,
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    bridge: Object.keys(window.teller).sort(),
    replaced: window.teller.invoke !== before,
  }
}
