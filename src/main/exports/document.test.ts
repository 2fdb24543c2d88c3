import { expect, it } from 'vitest'
import { rupiah } from '#shared/money.ts'
import { reportHtml } from './document.ts'

const report = (table: { headings: string[]; rows: (string | number | bigint)[][] }) =>
  reportHtml({
    language: 'id',
    title: 'Grafik <b>',
    facts: [['Loket', '100294']],
    sections: [{ heading: 'Tagihan', notes: ['per 22 Nov'], table: table as never, totalled: true }],
    foot: ['Peta: CC-BY-4.0'],
  })

it('writes figures as people read them and marks the total', () => {
  const html = report({
    headings: ['Judul', 'Jumlah'],
    rows: [
      ['PDAM', 1225],
      ['Jumlah', rupiah(25_000)],
    ],
  })
  expect(html).toContain('<td>PDAM</td><td class="figure">1.225</td>')
  expect(html).toContain('<tr class="total"><td>Jumlah</td><td class="figure">Rp25.000</td></tr>')
})

it('lets no text of the bank become markup', () => {
  const html = report({ headings: ['<i>'], rows: [[`<img src=x onerror="a('b')">`]] })
  expect(html).not.toMatch(/<(i|b|img)[ >]/)
  expect(html).toContain('&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;')
})
