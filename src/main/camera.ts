/** Whether the window may ask for the camera. It may not, but while a new customer's picture is taken. */
let allowed = false

export function allowCamera(wanted: boolean): void {
  allowed = wanted
}

/** Video alone, never sound or the screen. @param mediaTypes as Electron names what is asked for */
export const mayUseCamera = (permission: string, mediaTypes: readonly (string | undefined)[]): boolean =>
  allowed && permission === 'media' && mediaTypes.length === 1 && mediaTypes[0] === 'video'
