/**
 * Promises keep two-way: each id listed in docs/promises.md has a test that carries it in brackets,
 * and each id cited in a test's name or in a file's header is listed. The list says where each is
 * kept, in the words of that file's header.
 */
import { isTest, type SourceFile } from './source-files.ts'

const id = '[A-Z]{2,4}\\d+'
const listed = new RegExp(`^- \\*\\*(${id})\\*\\* \\S`, 'gm')
const entry = new RegExp(`^- \\*\\*(${id})\\*\\* (.+) \\(\`([^\`]+)\`\\)$`, 'gm')
const inBrackets = new RegExp(`\\[(${id})\\]`, 'g')
const inHeader = new RegExp(`^ \\* (${id})(?: {2,}|: )\\S`, 'gm')
const testTitle = /\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])((?:(?!\1)[\s\S])*)\1/g

/** Ids that docs/promises.md lists, in its order, twice when listed twice. */
export function listedPromises(text: string): string[] {
  return [...text.matchAll(listed)].map((match) => match[1] ?? '')
}

/** A promise's words in a file's header, on one line; null when the header does not make it. */
function headerWords(text: string, one: string): string | null {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => new RegExp(`^ \\* ${one}(?: {2,}|: )`).test(line))
  if (first < 0) return null
  const rest = lines.slice(first + 1)
  const end = rest.findIndex((line) => !/^ \* {3,}\S/.test(line))
  const words = [lines[first] ?? '', ...rest.slice(0, end)].map((line) => line.slice(3).trim())
  return words.join(' ').slice(one.length).replace(/^:/, '').trim()
}

/** Where the list and the headers do not say the same. */
function unlikeProblems(list: string, files: readonly SourceFile[]): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const entries = [...list.matchAll(entry)].map(([, one = '', words = '', where = '']) => {
    return { one, words, paths: where.split(', ') }
  })
  const formed = new Set(entries.map(({ one }) => one))
  const unformed = listedPromises(list).filter((one) => !formed.has(one))
  return [
    ...unformed.map((one) => `docs/promises.md does not say which file keeps ${one}`),
    ...entries.flatMap(({ one, words, paths }) =>
      paths.flatMap((path) => {
        const text = texts.get(path)
        if (text === undefined) return [`${one} is kept in ${path}, which is not there`]
        const said = headerWords(text, one)
        return said === null || said === words ? [] : [`${one} reads otherwise in ${path}`]
      }),
    ),
  ]
}

/** Ids in the names of a test file's tests. */
export function testedPromises(text: string): string[] {
  const titles = [...text.matchAll(testTitle)].map((match) => match[2] ?? '')
  return titles.flatMap((title) => [...title.matchAll(inBrackets)].map((match) => match[1] ?? ''))
}

/** Ids that a source file's comments make or cite. */
export function citedPromises(text: string): string[] {
  const headers = [...text.matchAll(inHeader)].map((match) => match[1] ?? '')
  const comments = text.split('\n').filter((line) => /^\s*(\*|\/\/|\/\*)/.test(line))
  const cited = comments.flatMap((line) => [...line.matchAll(inBrackets)].map((m) => m[1] ?? ''))
  return [...headers, ...cited]
}

/** What is wrong between the list of promises and the sources, one line each. */
export function promiseProblems(list: string, files: readonly SourceFile[]): string[] {
  const problems = unlikeProblems(list, files)
  const known = new Set<string>()
  for (const one of listedPromises(list)) {
    if (known.has(one)) problems.push(`docs/promises.md lists ${one} twice`)
    known.add(one)
  }
  const tested = new Set<string>()
  for (const file of files) {
    const titles = isTest(file.path) ? testedPromises(file.text) : []
    for (const one of titles) tested.add(one)
    for (const one of new Set([...titles, ...citedPromises(file.text)])) {
      if (!known.has(one))
        problems.push(`${file.path} cites ${one}, which docs/promises.md does not list`)
    }
  }
  for (const one of known) {
    if (!tested.has(one)) problems.push(`${one} has no test with [${one}] in its name`)
  }
  return problems
}
