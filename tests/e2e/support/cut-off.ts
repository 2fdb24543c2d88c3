/// <reference lib="dom" />

/**
 * Runs in the page: what a person at a large zoom could not read or reach. Controls must come into view by scrolling and lie under
 * nothing; text may be shortened only where its whole is told otherwise.
 */
export function findCutOff(): string[] {
  const problems: string[] = []
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}” ${element.getAttribute('data-testid') ?? element.className}`

  const page = document.documentElement
  if (page.scrollWidth > page.clientWidth)
    problems.push(`the page is ${page.scrollWidth - page.clientWidth} px too wide`)

  const shown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden="true"]')
  const dialogs = Array.from(document.querySelectorAll('[role="dialog"][aria-modal="true"]'))
  const scope: ParentNode = dialogs.find(shown) ?? document

  for (const control of Array.from(scope.querySelectorAll('button, input, [role="option"], [role="tab"]'))) {
    if (!shown(control)) continue
    control.scrollIntoView({ block: 'center', inline: 'nearest' })
    const { left, right, top, bottom, width, height } = control.getBoundingClientRect()
    if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
      problems.push(`cannot be scrolled into view: ${name(control)}`)
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    const field = control.closest('label, .el-input, .field') ?? control
    if (!above || !(field.contains(above) || above.contains(control)))
      problems.push(`lies under ${above ? name(above) : 'nothing'}: ${name(control)}`)
  }

  for (const element of Array.from(scope.querySelectorAll<HTMLElement>('*'))) {
    const holdsText = Array.from(element.childNodes).some(
      (node) => node.nodeType === 3 && node.textContent?.trim(),
    )
    if (!holdsText || !shown(element) || element.closest('.visually-hidden, svg, [title]')) continue
    const { overflowX } = getComputedStyle(element)
    if (overflowX !== 'visible' && overflowX !== 'auto' && element.scrollWidth > element.clientWidth + 1)
      problems.push(`is shortened: ${name(element)}`)
  }
  return problems
}
