// Reads what a source file imports, for the test of the layers: every form that TypeScript has, from its own parser.

import ts from 'typescript'

/** One import of a file. `specifier` is undefined when it is not a plain string, so that no machine can tell where it leads. */
export interface SourceImport {
  specifier: string | undefined
  /** Gone after compilation: `import type`, `export type` or `import('x')` in a type. */
  isTypeOnly: boolean
  line: number
}

/**
 * Lists the imports of a file in order: static, re-exports, dynamic `import()`, `require()`, `createRequire(…)()` and types.
 * @param path the name of the file; its ending tells whether it may hold JSX
 */
export function listImports(path: string, text: string): SourceImport[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: SourceImport[] = []

  function add(node: ts.Node, target: ts.Node | undefined, isTypeOnly: boolean): void {
    const specifier = target && ts.isStringLiteralLike(target) ? target.text : undefined
    found.push({ specifier, isTypeOnly, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
  }

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isExternalModuleReference(node)) add(node, node.expression, false)
    else if (ts.isImportTypeNode(node)) add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && loadsModule(node.expression)) add(node, node.arguments[0], false)
    ts.forEachChild(node, visit)
  }

  visit(source)
  return found
}

function loadsModule(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true
  if (ts.isIdentifier(callee)) return callee.text === 'require'
  return ts.isCallExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'createRequire'
}

/** The texts of all string literals and template pieces of a file. */
export function listStrings(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  function visit(node: ts.Node): void {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
