/**
 * Promises keep two-way: each id listed in docs/promises.md has a test that carries it in brackets,
 * and each id cited in a test's name or in a file's header is listed.
 */
import { isTest, type SourceFile } from './source-files.ts'

const id = '[A-Z]{2,4}\\d+'
const listed = new RegExp(`^- \\*\\*(${id})\\*\\* \\S`, 'gm')
const inBrackets = new RegExp(`\\[(${id})\\]`, 'g')
const inHeader = new RegExp(`^ \\* (${id})(?: {2,}|: )\\S`, 'gm')
const testTitle = /\b(?:it|test|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])((?:(?!\1)[\s\S])*)\1/g

/** Ids that docs/promises.md lists, in its order, twice when listed twice. */
export function listedPromises(text: string): string[] {
  return [...text.matchAll(listed)].map((match) => match[1] ?? '')
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
  const problems: string[] = []
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
