// Which functions of the SDK's types are written by plugins: all that can be reached from a declaration.
import ts from 'typescript';

/** Where a plugin's declaration begins, by the name of its type. */
const declared = ['PluginDeclaration', 'Contributions'];
/** Resources come out of the registry with each of their functions guarded: see core/kernel/guard-resource.ts. */
const guardedThroughout = 'Resource';

const known = new WeakMap();

/** @returns the interfaces and type aliases that plugins fill, apart from those that are guarded throughout */
export function pluginShapes(program) {
  const before = known.get(program);
  if (before) return before;
  const shapes = findShapes(program);
  known.set(program, shapes);
  return shapes;
}

function findShapes(program) {
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => isInSdk(fileName));
  const named = (name) => files.flatMap((file) => file.statements.filter((one) => one.name?.text === name));
  const guarded = reachable(checker, named(guardedThroughout));
  const all = reachable(checker, declared.flatMap(named), guarded);
  return all;
}

export function isInSdk(fileName) {
  return fileName.includes('/core/sdk/');
}

/** Follows the types of properties, not what functions take and give: those are the core's to make. */
function reachable(checker, roots, without = new Set()) {
  const found = new Set();
  const waiting = [...roots];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next) || without.has(next)) continue;
    found.add(next);
    eachNamed(next, (name) => {
      for (const target of declarationsOf(checker, name)) waiting.push(target);
    });
  }
  return found;
}

function eachNamed(node, visit) {
  ts.forEachChild(node, (child) => {
    if (ts.isFunctionTypeNode(child) || ts.isMethodSignature(child)) return;
    if (ts.isTypeReferenceNode(child)) visit(child.typeName);
    if (ts.isExpressionWithTypeArguments(child)) visit(child.expression);
    eachNamed(child, visit);
  });
}

function declarationsOf(checker, name) {
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target?.declarations ?? []).filter(
    (one) =>
      (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) &&
      isInSdk(one.getSourceFile().fileName),
  );
}

/** The interface or alias that a signature or a property stands in. */
export function shapeOf(declaration) {
  let node = declaration;
  while (node && !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) node = node.parent;
  return node;
}
