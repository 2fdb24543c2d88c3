// What the main process gets from 'electron' here, where it runs without windows, menus and themes: things that take every
// call and every setting and do nothing. No money goes through them.
const nothing = () =>
  new Proxy(function () {}, {
    get: (target, name) => (name === 'then' ? undefined : (target[name] ??= nothing())),
    set: (target, name, value) => Reflect.set(target, name, value),
    apply: () => nothing(),
    construct: () => nothing(),
  })

const electron = nothing()
Object.assign(electron.app, { getVersion: () => '0.0.0-chaos', getAppPath: () => '.', getPath: () => '.' })
module.exports = electron
