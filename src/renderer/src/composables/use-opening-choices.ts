import { computed } from 'vue'
import type { Choice } from '#shared/contract.ts'
import { GENDERS, MARITAL_STATUSES, type OpeningEntries, type OpeningField } from '#shared/opening.ts'
import type { Failure } from '#shared/result.ts'
import type { Call } from '../api.ts'
import type { Translate } from '../words.ts'
import { useChoices } from './use-choices.ts'
import { REGION_FIELDS, useRegions, type RegionField } from './use-regions.ts'

/** Under its name the bank wants to be told of an entry, not under its id (docs/api.md: open an account). */
const byName = (choices: readonly Choice[]): Choice[] => choices.map(({ name }) => ({ id: name, name }))

/** What the fields of a new account choose from: words of our own, the bank's lists of the day, and the regions of an address. */
export function useOpeningChoices(call: Call, entries: OpeningEntries, t: Translate) {
  const lists = {
    profession: useChoices(call, 'jobs'),
    lastEducation: useChoices(call, 'educations'),
    incomeBand: useChoices(call, 'salaries'),
    transactionBand: useChoices(call, 'transaction-bands'),
  }
  const listOf = (field: OpeningField) => (field in lists ? lists[field as keyof typeof lists] : undefined)
  const regions = useRegions(call, entries)
  const isRegion = (field: OpeningField): field is RegionField =>
    (REGION_FIELDS as readonly string[]).includes(field)

  const fixed = computed((): Partial<Record<OpeningField, readonly Choice[]>> => ({
    gender: GENDERS.map((id) => ({ id, name: t(`opening.genders.${id}`) })),
    maritalStatus: MARITAL_STATUSES.map((id) => ({ id, name: t(`opening.maritalStatuses.${id}`) })),
    profession: byName(lists.profession.items.value),
    lastEducation: byName(lists.lastEducation.items.value),
    incomeBand: lists.incomeBand.items.value,
    transactionBand: lists.transactionBand.items.value,
  }))

  return {
    /** @returns undefined for a field that is typed */
    of: (field: OpeningField): readonly Choice[] | undefined =>
      isRegion(field) ? regions.lists[field] : fixed.value[field],
    /** Why a field has nothing to choose from. */
    failureOf(field: OpeningField): Failure | undefined {
      const list = listOf(field)
      return list && list.items.value.length === 0 ? list.failure.value : undefined
    },
    isFree: isRegion,
    isUnlisted: (field: OpeningField): boolean => isRegion(field) && regions.isUnlisted(field),
    /** Reads what is not there yet. */
    load(): void {
      regions.load()
      for (const list of Object.values(lists)) if (list.items.value.length === 0) void list.load()
    },
    /** Resolves once what a field chooses from has come, for those who type faster. */
    async settled(field: OpeningField): Promise<void> {
      if (isRegion(field)) await regions.settled()
      const list = listOf(field)
      if (list && list.items.value.length === 0) await list.load()
    },
  }
}

export type OpeningChoices = ReturnType<typeof useOpeningChoices>
