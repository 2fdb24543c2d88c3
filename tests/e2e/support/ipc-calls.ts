import type { ElectronApplication } from 'playwright'
import { INVOKE_PREFIX } from '../../../src/shared/channels.ts'

/** Main's side of Electron's invoke, which has no public way to be listened to. */
interface Handlers {
  _invokeHandlers: Map<string, (...args: unknown[]) => unknown>
}

/** Counts from now on how often the window asks main for what. @returns what it has asked for since the last look */
export async function countCalls(electron: ElectronApplication): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ ipcMain }) => {
    const { _invokeHandlers: handlers } = ipcMain as unknown as Handlers
    const calls: string[] = []
    for (const [channel, handler] of handlers) {
      handlers.set(channel, (...args) => {
        calls.push(channel)
        return handler(...args)
      })
    }
    Object.assign(globalThis, { invokedChannels: calls })
  })
  return async () => {
    const channels = await electron.evaluate(() =>
      (globalThis as unknown as { invokedChannels: string[] }).invokedChannels.splice(0),
    )
    return channels.map((channel) => channel.slice(INVOKE_PREFIX.length))
  }
}
