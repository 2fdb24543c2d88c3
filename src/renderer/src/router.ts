import { createMemoryHistory, createRouter } from 'vue-router'

const MoneyView = () => import('./views/MoneyView.vue')
const BalanceView = () => import('./views/BalanceView.vue')
/** With all that draws charts, more script than the rest of the program. */
export const loadDashboard = () => import('./views/DashboardView.vue')

/** Screens by task name. The window has no address bar: the history lives in memory. */
export const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: '/', name: 'start', component: { render: () => null } },
    { path: '/deposit', name: 'deposit', component: MoneyView, props: { kind: 'deposit' } },
    { path: '/intrabank', name: 'intrabank', component: MoneyView, props: { kind: 'intrabank' } },
    { path: '/interbank', name: 'interbank', component: MoneyView, props: { kind: 'interbank' } },
    {
      path: '/customer-balance',
      name: 'customer-balance',
      component: BalanceView,
      props: { whose: 'customer' },
    },
    { path: '/open-account', name: 'open-account', component: () => import('./views/OpenAccountView.vue') },
    { path: '/agent-balance', name: 'agent-balance', component: BalanceView, props: { whose: 'agent' } },
    { path: '/switcher', name: 'switcher', component: () => import('./views/SwitcherView.vue') },
    { path: '/day-close', name: 'day-close', component: () => import('./views/DayCloseView.vue') },
    { path: '/password', name: 'password', component: () => import('./views/PasswordView.vue') },
    { path: '/settings', name: 'settings', component: () => import('./views/SettingsView.vue') },
    { path: '/dashboard', name: 'dashboard', component: loadDashboard },
    { path: '/unknown', name: 'unknown', component: () => import('./views/UnknownDeskView.vue') },
    { path: '/journal', name: 'journal', component: () => import('./views/JournalView.vue') },
  ],
})

/** The frame around the tasks: loaded while the password is checked, so that it stands when the answer comes. */
export const loadFrame = () => import('./components/AppFrame.vue')
