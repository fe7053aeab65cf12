import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Props and object properties whose text a person sees or hears. */
const visible = new Set([
  'action',
  'alt',
  'answer',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'blockedBecause',
  'consequences',
  'error',
  'explanation',
  'help',
  'helperText',
  'label',
  'lead',
  'main',
  'meaning',
  'message',
  'placeholder',
  'purpose',
  'saved',
  'text',
  'title',
  'unit',
  'what',
])
/** Names, codes and file endings that are the same in every language. */
const neutral = /\b(UTC|SHA-256|COFFERDAM|Cofferdam|English|Deutsch)\b|INC-|\.(zip|pdf|html|json|sig)\b/g

/** True for text that a person reads and that a language would change. */
function isWord(text: string): boolean {
  // A command to type is the same in every language.
  if (/^(ssh-keygen|sha256sum|certutil) /.test(text)) return false
  return /\p{L}/u.test(text.replaceAll(neutral, ''))
}

/** Every visible text that stands in the source instead of a locale file. */
function hardCoded(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const complain = (node: ts.Node, text: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${name}:${line + 1} ${text.trim()}`)
  }
  /** The texts an expression may come to; calls (t, a formatter) make their own. */
  const texts = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) {
      if (isWord(node.text)) complain(node, node.text)
    } else if (ts.isTemplateExpression(node)) {
      if (isWord([node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join(' '))) complain(node, node.getText())
    } else if (ts.isConditionalExpression(node)) {
      texts(node.whenTrue)
      texts(node.whenFalse)
    } else if (ts.isBinaryExpression(node)) {
      const kind = node.operatorToken.kind
      if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) texts(node.left)
      if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken) texts(node.right)
    } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
      texts(node.expression)
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) texts(element)
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWord(node.text)) complain(node, node.text)
    if (ts.isJsxExpression(node) && node.expression !== undefined && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) texts(node.expression)
    if (ts.isJsxAttribute(node) && node.initializer !== undefined && visible.has(node.name.getText())) {
      if (ts.isStringLiteral(node.initializer)) texts(node.initializer)
      else if (ts.isJsxExpression(node.initializer) && node.initializer.expression !== undefined) texts(node.initializer.expression)
    }
    if (ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) && visible.has(node.name.text)) texts(node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('visible text', () => {
  const root = fileURLToPath(new URL('../', import.meta.url))
  const files = globSync('**/*.tsx', { cwd: root }).filter((file) => !file.endsWith('.test.tsx') && !file.startsWith('test-support'))

  it('comes from the locale files', () => {
    expect(files.length).toBeGreaterThan(20)
    const found = files.flatMap((file) => hardCoded(file, readFileSync(`${root}${file}`, 'utf8')))
    // A label of a screen is a key, checked by its type.
    expect(found.filter((line) => !/\b(rail|report)\.[a-z]/.test(line))).toEqual([])
  })

  it('would be found', () => {
    expect(hardCoded('x.tsx', '<p>Hello</p>')).toHaveLength(1)
    expect(hardCoded('x.tsx', '<p>{open ? "Open" : t("x")}</p>')).toHaveLength(1)
    expect(hardCoded('x.tsx', '<a aria-label={`Go to $' + '{x}`} />')).toHaveLength(1)
    expect(hardCoded('x.tsx', 'const a = { label: "Release", onPress }')).toHaveLength(1)
    expect(hardCoded('x.tsx', '<p className="big">{t("x")} · 12 {value}</p>')).toEqual([])
    expect(hardCoded('x.tsx', '<Box role={x === "y" ? undefined : "status"} />')).toEqual([])
  })
})
