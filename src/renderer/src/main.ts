import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { call } from './api.ts'
import App from './App.vue'
import { keepTyped, takeTyped, watchEarlySignIn } from './early-sign-in.ts'
import { router } from './router.ts'
import { useAppInfo } from './stores/app-info.ts'
import { usePreferences } from './stores/preferences.ts'
import { useSession } from './stores/session.ts'
import { useStatus } from './stores/status.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import './theme/early-sign-in.css'
import './theme/element-plus.css'
import { createWords } from './words.ts'

/** Starts the window: what the workstation is, who is there, the first screen; then main may say READY. */
async function start(): Promise<void> {
  const app = createApp(App)
  app.use(createPinia())
  const [words, info, chosen] = await Promise.all([
    // Main has chosen the page by the language: its words need not wait for what main answers.
    createWords(document.documentElement.lang === 'en' ? 'en' : 'id'),
    call('app.info', {}),
    call('preferences.read', {}),
    useSession().start(),
    useStatus().start(),
  ])
  // Without an answer from main there is no program; its own start-up error has said why.
  if (!info.ok || !chosen.ok) return
  useAppInfo().set(info.value)
  usePreferences().set(chosen.value)
  app.use(words).use(router)
  keepTyped()
  app.mount('#app')
  // A screen that asks for something else has no use for it.
  takeTyped()
  await call('app.ready', {})
}

watchEarlySignIn()
void start()
