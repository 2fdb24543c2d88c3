/** "Change Password" and the agent's own "Account Balance". */
import { forActiveUser, forAgent } from '../access.ts'
import { ok, passwordNotUpdated } from '../answers.ts'
import type { Bank } from '../bank.ts'
import { requireText } from '../fields.ts'
import type { Operation } from '../service.ts'
import { agentCode } from '../users.ts'
import { groupedRupiah, traceCode } from '../wire-format.ts'
import { accountData } from './account-data.ts'

export function accountOperations(bank: Bank): Operation[] {
  return [
    {
      path: '/account/changepass',
      run: forActiveUser(bank, ({ fields, user, at }) => {
        const newPassword = requireText(fields, 'new')
        if (!bank.users.passwordIs(user.username, requireText(fields, 'old'))) throw passwordNotUpdated()
        bank.users.changePassword(user.username, newPassword, at)
        return ok('Perubahan password berhasil dilakukan', { data: {} })
      }),
    },
    {
      path: '/account/balance',
      bodiless: true,
      run: forAgent(bank, ({ user, account, at }) => {
        const data = {
          ...accountData(bank, account, at),
          referenceNumber: traceCode(at),
          kodeAgen: agentCode(user),
          balance: groupedRupiah(bank.ledger.balanceOf(account.id)),
        }
        return ok('Balance Agen', { data })
      }),
    },
  ]
}
