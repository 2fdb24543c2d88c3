import { RuleTester } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, it } from 'vitest'
import vueParser from 'vue-eslint-parser'
import { inProject } from '../project.mjs'
import { noRawText } from './no-raw-text.mjs'

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester({
  languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
})

const view = (code) => ({ name: code, filename: inProject('src/renderer/src/views/Some.vue'), code })
const script = (code) => ({ name: code, filename: inProject('src/renderer/src/some.ts'), code })
const refused = (given) => ({ ...given, errors: [{ messageId: 'raw' }] })

tester.run('no-raw-text', noRawText, {
  valid: [
    view("<template><p>{{ t('deposit.title') }} · {{ amount }}</p></template>"),
    view('<template><KeyCap keys="Ctrl K" class="some words here" data-testid="two words" /></template>'),
    view('<template><WaitingWords words="waiting.money" /></template>'),
    view("<template><p :title=\"t(open ? 'menu.close' : 'menu.open')\"></p></template>"),
    view('<template><p :class="{ \'some class\': open }">Rp</p></template>'),
    view("<template><p>{{ say(failureSentence(failure, late ? 'money' : 'read')) }}</p></template>"),
    script("element.querySelector('tbody button, .back')"),
    script("throw new Error('app.info is asked for before anything is mounted')"),
    script("const tone = 'rejected'; const key = 'money.operations.deposit'"),
    { ...script("log('the disk is full')"), filename: inProject('src/main/some.ts') },
  ],
  invalid: [
    refused(view('<template><p>Setor tunai</p></template>')),
    refused(view('<template><p>{{ count }} transaksi</p></template>')),
    refused(view('<template><input placeholder="6 angka" /></template>')),
    refused(view('<template><button aria-label="Tutup" /></template>')),
    refused(view("<template><p :title=\"open ? 'Tutup' : t('menu.open')\"></p></template>")),
    refused(view("<template><p>{{ open ? 'Buka' : '' }}</p></template>")),
    refused(view("<script setup>const lead = 'Hitung uangnya dulu'</script>")),
    refused(script('const words = `Setor ${amount} ke rekening ini`')),
  ],
})
