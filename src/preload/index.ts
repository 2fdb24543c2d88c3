import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { EVENT_PREFIX, INVOKE_PREFIX } from '#shared/channels.ts'
import type { TellerApi } from './api.d.ts'

/** The contract is imported as types only: its schemas (and zod with them) stay in main. */
const api: TellerApi = {
  invoke: (method, input) => ipcRenderer.invoke(INVOKE_PREFIX + method, input),
  on: (event, listener) => {
    const relay = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(EVENT_PREFIX + event, relay)
    return () => ipcRenderer.off(EVENT_PREFIX + event, relay)
  },
}

contextBridge.exposeInMainWorld('teller', api)
