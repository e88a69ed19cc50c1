import ts from 'typescript';

/**
 * The full titles of the tests in a source file, `describe > it`, as far as they can be read without running it: the
 * titles of `it.each` over a literal table are filled in row by row, over anything else they stay as they are written.
 * Tests that are skipped, or only to do, are none.
 */
export function testTitles(source: string): readonly string[] {
  const file = ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  const titles: string[] = [];
  const visit = (node: ts.Node, outer: readonly string[]): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      constants.set(node.name.text, node.initializer);
    }
    const call = ts.isCallExpression(node) ? testCall(node) : undefined;
    if (!call) {
      ts.forEachChild(node, child => visit(child, outer));
      return;
    }
    const names = call.table ? filledIn(call.title, rowsOf(call.table, constants)) : [call.title];
    if (call.kind === 'describe') {
      names.forEach(name => ts.forEachChild(node, child => visit(child, [...outer, name])));
    } else if (call.kind === 'test') {
      titles.push(...names.map(name => [...outer, name].join(' > ')));
    }
  };
  visit(file, []);
  return titles;
}

interface TestCall {
  readonly kind: 'describe' | 'test' | 'skipped';
  readonly title: string;
  readonly table: ts.Expression | undefined;
}

/** `it('…')`, `it.each(table)('…')`, `it.skip('…')` and their like. */
function testCall({ expression, arguments: [first] }: ts.CallExpression): TestCall | undefined {
  const title = first && textOf(first);
  const isTable = ts.isCallExpression(expression);
  const [name = '', ...modifiers] = (isTable ? expression.expression : expression).getText().split('.');
  const kinds: Readonly<Record<string, TestCall['kind']>> = { describe: 'describe', it: 'test', test: 'test' };
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (title === undefined || kind === undefined) {
    return undefined;
  }
  const isSkipped = modifiers.includes('skip') || modifiers.includes('todo');
  const isEach = modifiers.at(-1) === 'each' && isTable;
  return { kind: isSkipped ? 'skipped' : kind, title, table: isEach ? expression.arguments[0] : undefined };
}

/** The cells of each row of a literal table; undefined when it is none. */
type Row = readonly (readonly [name: string, text: string])[];

function rowsOf(table: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): readonly Row[] | undefined {
  const bare = unwrapped(ts.isIdentifier(table) ? (constants.get(table.text) ?? table) : table);
  if (!ts.isArrayLiteralExpression(bare)) {
    return undefined;
  }
  return bare.elements.map(element => {
    const row = unwrapped(element);
    if (ts.isObjectLiteralExpression(row)) {
      return row.properties.flatMap(property =>
        ts.isPropertyAssignment(property)
          ? [[property.name.getText(), textOf(property.initializer) ?? '…'] as const]
          : [],
      );
    }
    const cells = ts.isArrayLiteralExpression(row) ? row.elements : [row];
    return cells.map((cell, index) => [String(index), textOf(unwrapped(cell)) ?? '…'] as const);
  });
}

function filledIn(title: string, rows: readonly Row[] | undefined): readonly string[] {
  return (
    rows?.map(row => {
      const cells = row.map(([, text]) => text);
      return title
        .replaceAll(/\$(\w+)/g, (whole, name: string) => row.find(([each]) => each === name)?.[1] ?? whole)
        .replaceAll(/%[sdifjo]/g, whole => cells.shift() ?? whole);
    }) ?? [title]
  );
}

function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) {
    return node.text;
  }
  // A title with something to compute in it is still a title.
  return ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
}

/** Without `as const` and parentheses. */
function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)
    ? unwrapped(node.expression)
    : node;
}
