import { onMounted } from 'vue'
import { useRouter } from 'vue-router'
import { call } from '../api.ts'
import { cashMeaning } from '../cash-words.ts'
import { useSession } from '../stores/session.ts'

/**
 * After a crash, or after somebody else's shift: cash of an unknown that nobody has accounted for is asked about before anything
 * else is done.
 */
export function useOpenQuestion(): void {
  const router = useRouter()
  const session = useSession()

  onMounted(async () => {
    if (session.profile?.role !== 'agent') return
    const list = await call('unknown.list', {})
    if (!list.ok) return
    const open = list.value.items.find(({ row, cash }) => cashMeaning({ ...row, cash }) === 'ask')
    if (open) await router.push({ name: 'unknown', query: { id: open.row.transactionId } })
  })
}
