// ESLint rule: words for people stand in the locale files, in every language, and nowhere else in the renderer.
import { relative, sep } from 'node:path'
import { inProject } from '../project.mjs'

/** Attributes that people see or hear; `data-…`, class, role and the like are for programs. */
const SPOKEN =
  /^(title|label|lead|hint|aside|alt|placeholder|words|heading|question|aria-(label|description|roledescription|valuetext|placeholder))$/

/** Names and signs that are the same in every language. */
const NAMES = [
  'Bank+ Teller',
  'B+',
  'Rp',
  'Electron',
  'F1',
  'Ctrl K',
  'Ctrl L',
  'Ctrl P',
  'Alt 1…9',
  'Tab',
  'Enter',
  'Esc',
  'S',
  'K',
  'PIN',
  'PDF',
  'CSV',
  'PNG',
]

/** A dotted key of the locale files. */
const KEY = /^[\w-]+(\.[\w-]+)+$/

/** Two letters in a row are a word or the beginning of one. */
const isWords = (text) => /\p{L}{2}/u.test(text) && !NAMES.includes(text.trim()) && !KEY.test(text)

/** In a script a string is a word for people where it reads like a sentence: letters, a space, letters. */
const isSentence = (text) => /\p{L}{2,}[,.:]? \p{L}{2,}/u.test(text) && !/[[\]<>{}=]|sans-serif/.test(text)

/** What these take is written for the browser. */
const SELECTORS = /^(querySelector(All)?|closest|matches|matchMedia)$/

export const noRawText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { raw: '“{{text}}” is for people: put it into src/shared/locales, in every language.' },
  },
  create(context) {
    const path = relative(inProject(), context.filename).split(sep).join('/')
    if (!path.startsWith('src/renderer/') || /\.test\.ts$/.test(path)) return {}
    const report = (node, text) =>
      context.report({ node, messageId: 'raw', data: { text: text.trim().slice(0, 40) } })
    const sentence = (node, text) => {
      if (isSentence(text) && !isForPrograms(node) && !isClass(node)) report(node, text)
    }
    const script = {
      Literal: (node) => typeof node.value === 'string' && sentence(node, node.value),
      TemplateElement: (node) => sentence(node, node.value.cooked ?? ''),
    }
    const services = context.sourceCode.parserServices
    if (!services?.defineTemplateBodyVisitor) return script
    return services.defineTemplateBodyVisitor(
      {
        ...script,
        VText: (node) => isWords(node.value) && report(node, node.value),
        VAttribute(node) {
          if (node.directive || !node.value) return
          if (SPOKEN.test(node.key.name) && isWords(node.value.value)) report(node, node.value.value)
        },
        'VAttribute[directive=true] Literal'(node) {
          const attribute = attributeOf(node)
          const spoken = SPOKEN.test(attribute?.key.argument?.name ?? '')
          if (spoken && typeof node.value === 'string' && isWords(node.value) && !isArgument(node))
            report(node, node.value)
        },
        'VElement > VExpressionContainer Literal'(node) {
          if (typeof node.value === 'string' && isWords(node.value) && !isArgument(node))
            report(node, node.value)
        },
      },
      script,
    )
  },
}

/** What is handed to a function, compared or looked up is no word yet. */
function isArgument(node) {
  for (let at = node; at.type !== 'VExpressionContainer'; at = at.parent)
    if (['CallExpression', 'BinaryExpression', 'MemberExpression', 'Property'].includes(at.parent?.type))
      return true
  return false
}

function attributeOf(node) {
  let at = node
  while (at && at.type !== 'VAttribute') at = at.parent
  return at
}

const isClass = (node) => ['class', 'style'].includes(attributeOf(node)?.key.argument?.name)

/** A selector, or an Error's text for those who repair the program. */
function isForPrograms(node) {
  if (SELECTORS.test(node.parent.callee?.property?.name ?? node.parent.callee?.name ?? '')) return true
  for (let at = node; at; at = at.parent) if (at.type === 'ThrowStatement') return true
  return false
}
