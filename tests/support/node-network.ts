import { request, type RequestOptions } from 'node:http'
import electron from 'electron-updater/out/electronHttpExecutor.js'
import type { Program } from '../../src/main/updater.ts'

/** electron-updater's own downloader over Node's sockets in place of Chromium's. */
class NodeNetwork extends electron.ElectronHttpExecutor {
  override createRequest(options: RequestOptions, answered: (response: unknown) => void) {
    return request(options, answered) as never
  }
}

export const nodeNetwork = () => new NodeNetwork() as unknown as Program['network']
