/** Section "Authentication" of the API document. */
import { forSession } from '../access.ts'
import { loginFailed, ok } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { requireText } from '../fields.ts'
import type { Operation } from '../service.ts'

export function authOperations(bank: Bank): Operation[] {
  return [
    {
      path: '/users/auth',
      run({ fields, at }) {
        const username = requireText(fields, 'username')
        const password = requireText(fields, 'password')
        const user = bank.users.find(username)
        if (!user || !bank.users.passwordIs(username, password)) throw loginFailed()
        return ok('Login berhasil', { data: user.profile, session_id: bank.sessions.open(username, at) })
      },
    },
    {
      path: '/users/logout',
      run: forSession(bank, ({ sessionId }) => {
        bank.sessions.end(sessionId)
        return ok('Ok.', { data: {} })
      }),
    },
  ]
}
