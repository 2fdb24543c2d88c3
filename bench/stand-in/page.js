import * as echarts from 'echarts'
import ElementPlus, { ElButton, ElForm, ElFormItem, ElInput } from 'element-plus'
import 'element-plus/dist/index.css'
import { createApp, h, onMounted, reactive, ref } from 'vue'

const SignIn = {
  setup() {
    const form = reactive({ username: '', password: '' })
    const first = ref()
    onMounted(() => {
      first.value.focus()
      document.title = 'usable'
    })
    const field = (name, more) =>
      h(ElFormItem, { label: name }, () =>
        h(ElInput, { modelValue: form[name], 'onUpdate:modelValue': (text) => (form[name] = text), ...more }),
      )
    return () =>
      h(ElForm, () => [
        field('username', { ref: first }),
        field('password', { type: 'password' }),
        h(ElButton, { type: 'primary' }, () => 'Sign in'),
      ])
  },
}

// Kept whole, as in a program whose first page could show any screen.
globalThis.echarts = echarts
createApp(SignIn).use(ElementPlus).mount('#app')
