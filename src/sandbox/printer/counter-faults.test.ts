import { expect, test } from 'vitest'
import { PRINTER_FAULTS } from '#shared/contract/printing.ts'
import { counterFaults, faultOf } from './counter-faults.ts'
import { createFaults } from './faults.ts'

test.each(PRINTER_FAULTS)('%s is in force once it is set, alone, and gone once it is cleared', (fault) => {
  const faults = createFaults()
  faults.set(faultOf(fault))
  expect(counterFaults(faults.all())).toEqual([fault])
  faults.clear(faultOf(fault).kind)
  expect(counterFaults(faults.all())).toEqual([])
})
