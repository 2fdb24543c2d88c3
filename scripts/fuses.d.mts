/** Every fuse and its state in a packed build. */
export const FUSES: Record<string, boolean>
export function readFuses(binary: string): Promise<Record<string, boolean | 'absent'>>
