/** The id of the sentence that says why no money can be posted: what is switched off for it points there. */
export const MONEY_BLOCKED_REASON = 'money-blocked-reason'
