/** The sandbox's sample users who serve no customers. */
export const SUPERVISOR = { username: 'BNISPV014001', password: 'Spv4kl4ss' }
export const HELPDESK = { username: 'BNIHLP014001', password: 'Hlp4kl4ss' }
