// ESLint rule: imports point one way. The table in layers.mjs says which way.
import { isBuiltin } from 'node:module'
import { dirname, relative, resolve, sep } from 'node:path'
import { inProject } from '../project.mjs'
import { CHANNELS, LAYERS } from './layers.mjs'

const posix = (path) => path.split(sep).join('/')
const inFolderOrFile = (path) => (place) => (place.endsWith('/') ? path.startsWith(place) : path === place)
const layerOf = (path) => LAYERS.find(({ files }) => files.some(inFolderOrFile(path)))

/** Tests and what only tests use are free: they bring together what the program keeps apart. */
const isFree = (path) => !path.startsWith('src/') || /\.test\.ts$|\/test-[^/]+\.ts$/.test(path)

/** A feature uses instances that it is given: it may call a layer's functions, but not what builds the layer. */
const BUILDER = /^(create|open|start|build)[A-Z]/

export const importDirections = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      homeless: '{{file}} is in no layer: give it one in scripts/eslint/layers.mjs.',
      layer: '{{from}} may import {{allowed}}, not {{target}}.',
      typesOnly: '{{from}} may import only types from {{target}}: write `import type`.',
      feature:
        'Features import neither each other nor Electron: move what both need below them, or pass it in from app.ts.',
      builder: 'Features are given their instances by app.ts: {{name}} builds one.',
      package: '{{from}} may import the packages {{allowed}}, not {{target}}.',
      electron: 'Only the files of the layer "composition" and the preload import Electron, not {{from}}.',
      node: '{{from}} runs without Node and may not import {{target}}.',
    },
  },
  create(context) {
    const path = posix(relative(inProject(), context.filename))
    if (isFree(path)) return {}
    const layer = layerOf(path)
    if (!layer)
      return { Program: (node) => context.report({ node, messageId: 'homeless', data: { file: path } }) }
    const check = (node, source, onlyTypes, values = []) => {
      const problem = typeof source === 'string' && problemOf({ layer, path, source, onlyTypes, values })
      if (problem)
        context.report({ node, messageId: problem.id, data: { from: layer.name, ...problem.data } })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value, onlyTypes(node), valueNames(node)),
      ExportNamedDeclaration: (node) =>
        node.source && check(node, node.source.value, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source.value, false),
      TSImportType: (node) => check(node, node.source.value, true),
    }
  },
}

const isType = (node) => node.importKind === 'type'
const onlyTypes = (node) => isType(node) || (node.specifiers.length > 0 && node.specifiers.every(isType))
const valueNames = (node) =>
  node.specifiers.filter((each) => !isType(each)).map((each) => each.imported?.name ?? '')

function problemOf({ layer, path, source, onlyTypes, values }) {
  if (source.startsWith('.'))
    return layerProblem(posix(relative(inProject(), resolve(inProject(dirname(path)), source))))
  if (source.startsWith('#shared/')) return layerProblem(source.replace('#', 'src/'))
  if (isBuiltin(source)) return layer.node ? undefined : { id: 'node', data: { target: source } }
  return packageProblem(layer, source)

  function layerProblem(target) {
    if (target === CHANNELS && layer.imports.includes('channels')) return undefined
    const name = layerOf(target)?.name ?? target
    if (layer.imports.includes(name)) {
      const builder =
        layer.name === 'features' && name !== 'shared' && values.find((value) => BUILDER.test(value))
      return builder ? { id: 'builder', data: { name: builder } } : undefined
    }
    if (layer.imports.includes(`${name}:types`))
      return onlyTypes ? undefined : { id: 'typesOnly', data: { target: name } }
    if (layer.name === 'features' && name === 'features') return { id: 'feature', data: {} }
    return { id: 'layer', data: { target: name, allowed: layer.imports.join(', ') } }
  }
}

function packageProblem(layer, source) {
  const name = source.split('/', source.startsWith('@') ? 2 : 1).join('/')
  if (Array.isArray(layer.packages) && layer.packages.includes(name)) return undefined
  if (name === 'electron') return { id: layer.name === 'features' ? 'feature' : 'electron', data: {} }
  if (layer.packages === 'any') return undefined
  return { id: 'package', data: { target: name, allowed: layer.packages.join(', ') } }
}
