import { computed, onScopeDispose, reactive, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { CashChoice, Outcome } from '#shared/contract.ts'
import { amountOf, pinRule } from '#shared/field-rules.ts'
import {
  emptyOpening,
  OPENING_FIELDS,
  openingWarnings,
  PHOTO_KINDS,
  tidied,
  type OpeningField,
  type PhotoKind,
} from '#shared/opening.ts'
import type { Failure, Result } from '#shared/result.ts'
import type { BusinessDate, Instant } from '#shared/time.ts'
import type { Call } from '../api.ts'
import { mayHaveBeenSent, ruleSentence } from '../failure-words.ts'
import {
  brokenRule,
  OPENING_STEPS,
  openingSentence,
  placeOf,
  STEP_FIELDS,
  stepOf,
  type OpeningPlace,
  type OpeningStep,
} from '../opening-steps.ts'
import type { Sentence } from '../words.ts'

interface Dependencies {
  call: Call
  newAttemptId: () => string
  /** the outlet's day */
  today: () => BusinessDate
  /** training only warns of a NIK that is too short: the API's own example has 14 digits */
  training: boolean
}

/** So long after the last key the form is kept: a crash costs no more than that. */
export const SAVE_AFTER_MS = 300

/**
 * One new account from the customer's consent to its outcome. What is typed is kept in main from the consent on, without the PIN, and
 * is there again after a crash. It sends nothing twice.
 */
export function useOpening({ call, newAttemptId, today, training }: Dependencies) {
  const entries = reactive(emptyOpening())
  const pin = ref('')
  const photos = shallowReactive<Partial<Record<PhotoKind, Uint8Array<ArrayBuffer>>>>({})
  const errors = reactive<Partial<Record<OpeningPlace, Sentence>>>({})
  const step = ref<OpeningStep>('consent')
  const phase = ref<'form' | 'sending' | 'outcome'>('form')
  const consentedAt = shallowRef<Instant>()
  /** when the form that came back was last kept */
  const resumedFrom = shallowRef<Instant>()
  const unsaved = ref(false)
  const choosing = ref(false)
  const failure = shallowRef<Failure>()
  const outcome = shallowRef<Outcome>()
  let attemptId = newAttemptId()
  let saving: ReturnType<typeof setTimeout> | undefined

  const amount = computed(() => amountOf(entries.firstDeposit))
  const warnings = computed(() => openingWarnings(entries, today()))
  const keeps = computed(() => consentedAt.value !== undefined && phase.value === 'form')

  for (const field of OPENING_FIELDS) {
    watch(
      () => entries[field],
      () => {
        forget(field)
        if (!keeps.value) return
        clearTimeout(saving)
        saving = setTimeout(() => void save(), SAVE_AFTER_MS)
      },
      { flush: 'sync' },
    )
  }
  watch(pin, () => forget('pin'), { flush: 'sync' })
  onScopeDispose(() => clearTimeout(saving))

  /** Typing on answers both what was wrong with the field and what main last refused. */
  function forget(place: OpeningPlace): void {
    delete errors[place]
    failure.value = undefined
  }

  async function save(): Promise<void> {
    clearTimeout(saving)
    if (!keeps.value) return
    const result = await call('opening.save', { entries: { ...entries } })
    unsaved.value = !result.ok
  }

  /** The form that was being filled, if there is one: at the first step that is not complete. */
  async function load(): Promise<void> {
    const result = await call('opening.current', {})
    if (!result.ok || !result.value.draft || consentedAt.value) return
    const { draft, photos: kinds } = result.value
    Object.assign(entries, draft.entries)
    for (const kind of kinds) {
      const shown = await call('opening.showPhoto', { kind })
      if (shown.ok && shown.value.jpeg) photos[kind] = shown.value.jpeg
    }
    consentedAt.value = draft.consentedAt
    resumedFrom.value = draft.savedAt
    step.value = OPENING_STEPS.slice(1).find((each) => problemsOf(each).length > 0) ?? 'review'
  }

  /** The customer agrees. */
  async function agree(): Promise<void> {
    if (consentedAt.value === undefined) {
      const result = await call('opening.begin', {})
      if (!result.ok) {
        failure.value = result.failure
        return
      }
      failure.value = undefined
      consentedAt.value = result.value.consentedAt
    }
    step.value = 'identity'
  }

  /** Gives the form up: its entries, its pictures and its consent. */
  async function discard(): Promise<void> {
    if (phase.value !== 'form') return
    clearTimeout(saving)
    const result = await call('opening.discard', {})
    failure.value = result.ok ? undefined : result.failure
    if (!result.ok) return
    empty()
    // Another customer's form: under the old attempt it would be answered with what became of the first.
    attemptId = newAttemptId()
  }

  const ruleOf = (field: OpeningField) => brokenRule(field, entries[field], today(), training)

  /** What keeps a step from being complete, first things first; shows nothing. */
  function problemsOf(of: OpeningStep): [place: OpeningPlace, sentence: Sentence][] {
    if (of === 'photos') {
      return PHOTO_KINDS.filter((kind) => !photos[kind]).map((kind) => [
        `photo-${kind}`,
        { key: 'opening.rules.photo-missing' },
      ])
    }
    return STEP_FIELDS[of].flatMap(([field]) => {
      const rule = ruleOf(field)
      return rule ? [[field, openingSentence(rule)] as [OpeningPlace, Sentence]] : []
    })
  }

  /** Tidies a field that is left, and shows what is wrong with it. @returns whether it holds */
  function holds(field: OpeningField): boolean {
    const text = tidied(field, entries[field])
    if (text !== entries[field]) entries[field] = text
    const rule = ruleOf(field)
    if (rule) errors[field] = openingSentence(rule)
    return rule === undefined
  }

  /** Shows every problem of a step. @returns where the first one is */
  function complain(of: OpeningStep): OpeningPlace | undefined {
    for (const [field] of STEP_FIELDS[of]) holds(field)
    const problems = problemsOf(of)
    for (const [place, sentence] of problems) errors[place] = sentence
    return problems[0]?.[0]
  }

  /** To the next step. @returns where the problem is that keeps it here */
  function goOn(): OpeningPlace | undefined {
    const problem = complain(step.value)
    if (problem) return problem
    void save()
    const next = OPENING_STEPS[OPENING_STEPS.indexOf(step.value) + 1]
    if (next) step.value = next
    return undefined
  }

  /** To the step before. @returns false where there is none */
  function goBack(): boolean {
    const before = OPENING_STEPS[OPENING_STEPS.indexOf(step.value) - 1]
    if (!before || phase.value !== 'form') return false
    pin.value = ''
    void save()
    step.value = before
    return true
  }

  async function keepPhoto(kind: PhotoKind, jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    const result = await call('opening.keepPhoto', { kind, jpeg })
    if (result.ok) {
      photos[kind] = jpeg
      forget(`photo-${kind}`)
    } else if (result.failure.code === 'INVALID_INPUT') {
      errors[`photo-${kind}`] = openingSentence(result.failure.rule)
    } else {
      failure.value = result.failure
    }
  }

  /** The first place that keeps the form from being sent; its step is shown. */
  function firstProblem(): OpeningPlace | undefined {
    for (const each of OPENING_STEPS) {
      const problem = complain(each)
      if (problem) {
        step.value = each
        return problem
      }
    }
    const rule = pinRule(pin.value)
    if (rule) errors.pin = ruleSentence(rule)
    return rule && 'pin'
  }

  /** Sends the form once. @returns where to go when it was not sent */
  async function submit(): Promise<OpeningPlace | undefined> {
    if (phase.value !== 'form') return undefined
    const problem = firstProblem()
    if (problem) return problem
    clearTimeout(saving)
    phase.value = 'sending'
    const submission = { attemptId, entries: { ...entries }, pin: pin.value }
    pin.value = ''
    const result = await call('opening.submit', submission)
    if (result.ok) return show(result.value)
    const journaled = mayHaveBeenSent(result.failure)
      ? await call('outcome.ofAttempt', { attemptId })
      : undefined
    if (journaled?.ok && journaled.value.outcome) return show(journaled.value.outcome)
    return refuse(result.failure, journaled?.ok === true)
  }

  function show(settled: Outcome): undefined {
    outcome.value = settled
    phase.value = 'outcome'
    resumedFrom.value = undefined
  }

  /** @param proven that the journal has nothing of it */
  function refuse(refusal: Failure, proven: boolean): OpeningPlace {
    phase.value = 'form'
    failure.value = refusal
    if (proven || !mayHaveBeenSent(refusal)) attemptId = newAttemptId()
    if (refusal.code !== 'INVALID_INPUT') return 'pin'
    const place = placeOf(refusal.field)
    if (!place) return 'pin'
    errors[place] = openingSentence(refusal.rule)
    if (place !== 'pin') step.value = place.startsWith('photo-') ? 'photos' : stepOf(place as OpeningField)
    return place
  }

  /** From a finished outcome to the next customer's consent. */
  function next(): void {
    empty()
    reopen()
  }

  /** From a refused or unsent form back to it, without the PIN. @returns where the focus belongs */
  function correct(): OpeningPlace {
    const pinOnly = outcome.value?.pinRefused || outcome.value?.state === 'not-sent'
    reopen()
    step.value = pinOnly ? 'review' : 'identity'
    return pinOnly ? 'pin' : 'nationalId'
  }

  function empty(): void {
    consentedAt.value = undefined
    resumedFrom.value = undefined
    Object.assign(entries, emptyOpening())
    pin.value = ''
    for (const kind of PHOTO_KINDS) delete photos[kind]
    for (const place of Object.keys(errors) as OpeningPlace[]) delete errors[place]
    step.value = 'consent'
    unsaved.value = false
  }

  function reopen(): void {
    outcome.value = undefined
    failure.value = undefined
    phase.value = 'form'
    attemptId = newAttemptId()
  }

  /** What the journal says now, after a late answer. */
  async function reread(): Promise<void> {
    if (phase.value !== 'outcome') return
    const asked = attemptId
    const result = await call('outcome.ofAttempt', { attemptId: asked })
    if (asked === attemptId && result.ok && result.value.outcome) outcome.value = result.value.outcome
  }

  /** Journals where the cash of an unknown went; the first choice stands. */
  async function chooseCash(choice: CashChoice): Promise<void> {
    if (outcome.value?.cash) return
    await settleCash((transactionId) => call('unknown.chooseCash', { transactionId, choice }))
  }

  /** Gives the first deposit of what was not opened back to the customer. */
  const refund = () => settleCash((transactionId) => call('cash.refund', { transactionId }))

  async function settleCash(act: (of: Outcome['transactionId']) => Promise<Result<Outcome>>): Promise<void> {
    if (!outcome.value || choosing.value) return
    choosing.value = true
    failure.value = undefined
    const result = await act(outcome.value.transactionId)
    choosing.value = false
    if (result.ok) outcome.value = result.value
    else failure.value = result.failure
  }

  return {
    ...{ entries, pin, photos, errors, warnings, step, phase, consentedAt, resumedFrom, unsaved },
    ...{ choosing, failure, outcome, amount },
    /** the attempt whose outcome is shown */
    attempt: () => attemptId,
    ...{ load, agree, discard, holds, goOn, goBack, keepPhoto, submit, next, correct, save },
    ...{ reread, chooseCash, refund },
  }
}

export type OpeningModel = ReturnType<typeof useOpening>
