/** Whether out/ holds what exactly these sources make. */
export function isBuilt(): boolean
