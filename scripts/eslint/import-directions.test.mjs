import { RuleTester } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, it } from 'vitest'
import { inProject } from '../project.mjs'
import { importDirections } from './import-directions.mjs'

RuleTester.describe = describe
RuleTester.it = it
const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } })

const allowed = (file, code) => ({ name: `${file}: ${code}`, filename: inProject(file), code })
const refused = (file, code, messageId) => ({ ...allowed(file, code), errors: [{ messageId }] })

tester.run('import-directions', importDirections, {
  valid: [
    allowed('src/shared/contract.ts', "import { z } from 'zod'"),
    allowed('src/shared/amount-in-words.ts', "import words from '@develoka/angka-terbilang-js'"),
    allowed('src/preload/index.ts', "import { contextBridge } from 'electron'"),
    allowed('src/preload/index.ts', "import { PREFIX } from '#shared/channels.ts'"),
    allowed('src/preload/index.ts', "import type { Contract } from '#shared/contract.ts'"),
    allowed('src/renderer/src/views/MoneyView.vue', "import { rupiah } from '#shared/money.ts'"),
    allowed('src/renderer/src/api.ts', "import type { TellerApi } from '../../preload/api.d.ts'"),
    allowed('src/main/features/deposit.ts', "import { postDeposit, type Answer } from '../bank/accounts.ts'"),
    allowed(
      'src/main/features/deposit.ts',
      "import type { MoneyJournal } from '../journal/money-journal.ts'",
    ),
    allowed('src/main/features/deposit.ts', "import type { MoneyOrder } from '../posting.ts'"),
    allowed('src/main/posting.ts', "import type { MoneyAnswer } from './wire/client.ts'"),
    allowed('src/main/bank/client.ts', "import { post } from '../wire/http.ts'"),
    allowed('src/main/wire/http.ts', "import { Client } from 'undici'"),
    allowed('src/main/app.ts', "import { app } from 'electron'"),
    allowed('src/main/app.ts', "import { createDeposit } from './features/deposit.ts'"),
    allowed('src/sandbox/server.ts', "import Fastify from 'fastify'"),
    allowed('src/main/bank/client.test.ts', "import { startBank } from '../../sandbox/bank.ts'"),
    allowed('tests/e2e/deposit.spec.ts', "import { startBank } from '../../src/sandbox/bank.ts'"),
  ],
  invalid: [
    refused('src/shared/money.ts', "import { log } from '../main/log.ts'", 'layer'),
    refused('src/shared/money.ts', "import { ref } from 'vue'", 'package'),
    refused('src/shared/money.ts', "import { readFile } from 'node:fs/promises'", 'node'),
    refused('src/preload/index.ts', "import { contract } from '#shared/contract.ts'", 'typesOnly'),
    refused('src/preload/index.ts', "import { log } from '../main/log.ts'", 'layer'),
    refused('src/preload/index.ts', "import { z } from 'zod'", 'package'),
    refused('src/renderer/src/api.ts', "import { log } from '../../main/log.ts'", 'layer'),
    refused('src/renderer/src/api.ts', "import type { Log } from '../../main/log.ts'", 'layer'),
    refused('src/renderer/src/api.ts', "const server = await import('../../sandbox/server.ts')", 'layer'),
    refused('src/renderer/src/api.ts', "import { ipcRenderer } from 'electron'", 'electron'),
    refused('src/renderer/src/api.ts', "import { join } from 'node:path'", 'node'),
    refused('src/main/features/deposit.ts', "import type { Session } from './session.ts'", 'feature'),
    refused('src/main/features/deposit.ts', "import { app } from 'electron'", 'feature'),
    refused('src/main/features/deposit.ts', "import { createKeychain } from '../keychain.ts'", 'builder'),
    refused('src/main/features/deposit.ts', "import { emit } from '../ipc.ts'", 'layer'),
    refused('src/main/features/deposit.ts', "import { post } from '../wire/http.ts'", 'layer'),
    refused('src/main/features/deposit.ts', "import { Client } from 'undici'", 'package'),
    refused('src/main/posting.ts', "import { createBankHttp } from './wire/http.ts'", 'typesOnly'),
    refused('src/main/posting.ts', "import { postDeposit } from './bank/accounts.ts'", 'layer'),
    refused('src/main/bank/client.ts', "import { check } from '../switcher/check.ts'", 'layer'),
    refused(
      'src/main/bank/client.ts',
      "import { createMoneyJournal } from '../journal/money-journal.ts'",
      'layer',
    ),
    refused('src/main/bank/client.ts', "import { net } from 'electron'", 'electron'),
    refused('src/main/journal/database.ts', "export { encode } from '../printing/encode.ts'", 'layer'),
    refused('src/main/printing/queue.ts', "import { deposit } from '../features/deposit.ts'", 'layer'),
    refused('src/main/log.ts', "type Bank = import('./bank/client.ts').BankClient", 'layer'),
    refused('src/main/keychain.ts', "import { safeStorage } from 'electron'", 'electron'),
    refused('src/main/app.ts', "import { startBank } from '../sandbox/bank.ts'", 'layer'),
    refused('src/sandbox/server.ts', "import { post } from '../main/wire/http.ts'", 'layer'),
    refused('src/sandbox/server.ts', "import type { Wire } from '../main/bank/wire.ts'", 'layer'),
    refused('src/sandbox/embedded.ts', "import { app } from 'electron'", 'electron'),
    refused('src/main/helpers/strings.ts', 'export const x = 1', 'homeless'),
  ],
})
