/**
 * The statements of a migration's text, one by one and as they stand, comments included: the schema keeps them. Knows what those texts
 * are made of: quoted text and names, comments, and triggers, whose body holds statements of its own between BEGIN and END.
 */
export function sqlStatements(sql: string): string[] {
  const statements: string[] = []
  let text = ''
  let bare = ''
  for (const token of sql.match(/--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|;|[^;'"\-/]+|[-/]/g) ?? []) {
    text += token
    if (!token.startsWith('--') && !token.startsWith('/*')) bare += token
    if (token !== ';' || isOpenTrigger(bare)) continue
    statements.push(text)
    text = ''
    bare = ''
  }
  if (bare.trim() !== '') statements.push(text)
  return statements
}

function isOpenTrigger(statement: string): boolean {
  return /^\s*CREATE\s+(?:TEMP\w*\s+)?TRIGGER\b/i.test(statement) && !/\bEND\s*;$/i.test(statement)
}
