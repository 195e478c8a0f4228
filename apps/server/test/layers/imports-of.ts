import ts from 'typescript';

/** One import of a source file, however it is written. */
export interface Import {
  /** What stands between the quotes; null for a dynamic import of something computed. */
  readonly specifier: string | null;
  /** True if it vanishes when types are erased. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Every import of a TypeScript source: static, dynamic, re-export, `require`, and `import('…')` in a type. */
export function importsOf(path: string, source: string): Import[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false, scriptKind(path));
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const seen = importIn(node);
    if (seen !== undefined) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ specifier: literalText(seen.from), typeOnly: seen.typeOnly, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function importIn(node: ts.Node): { from: ts.Node | undefined; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) {
    return {
      from: node.moduleSpecifier,
      typeOnly: node.importClause !== undefined && erased(node.importClause),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { from: node.moduleSpecifier, typeOnly: node.isTypeOnly || allTypes(node.exportClause) };
  }
  if (ts.isImportTypeNode(node)) return { from: node.argument, typeOnly: true };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { from: node.moduleReference.expression, typeOnly: node.isTypeOnly };
  }
  if (ts.isCallExpression(node) && loadsModule(node.expression)) {
    return { from: node.arguments[0], typeOnly: false };
  }
  return undefined;
}

function erased(clause: ts.ImportClause): boolean {
  if (clause.isTypeOnly) return true;
  return clause.name === undefined && allTypes(clause.namedBindings);
}

function allTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (bindings === undefined || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function loadsModule(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function literalText(node: ts.Node | undefined): string | null {
  if (node === undefined) return null;
  if (ts.isLiteralTypeNode(node)) return literalText(node.literal);
  return ts.isStringLiteralLike(node) ? node.text : null;
}

function scriptKind(path: string): ts.ScriptKind {
  return path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
}
