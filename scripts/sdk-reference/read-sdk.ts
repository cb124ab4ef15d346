import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../core/package-root.ts';

/** One name that the SDK exports. */
export interface SdkName {
  readonly name: string;
  /** The file it stands in, below `core/sdk`. */
  readonly file: string;
  readonly isValue: boolean;
  /** As a reader of types sees it, without what it does. */
  readonly signature: string;
  readonly words: string;
  readonly example: string | undefined;
  readonly throws: readonly string[];
}

const sdk = join(packageRoot(), 'core', 'sdk');

/** Everything that `guildhall/sdk` exports, by file and name, from its own source. */
export function readSdk(entry = join(sdk, 'index.ts')): SdkName[] {
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.Node);
  if (!module) throw new Error(`${entry} exports nothing.`);
  return checker
    .getExportsOfModule(module)
    .flatMap((symbol) => nameOf(checker, symbol))
    .sort((a, b) => a.file.localeCompare(b.file) || a.name.localeCompare(b.name));
}

function nameOf(checker: ts.TypeChecker, exported: ts.Symbol): SdkName[] {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return [];
  const tags = symbol.getJsDocTags(checker);
  return [
    {
      name: exported.name,
      file: declaration.getSourceFile().fileName.slice(sdk.length + 1),
      isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
      signature: signatureOf(declaration),
      words: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      example: textsOf(tags, 'example')[0],
      throws: textsOf(tags, 'throws'),
    },
  ];
}

function textsOf(tags: readonly ts.JSDocTagInfo[], name: string): string[] {
  return tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text));
}

function signatureOf(declaration: ts.Declaration): string {
  const whole = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = whole.getText();
  if (ts.isFunctionDeclaration(whole) && whole.body) return head(text, whole.body, whole);
  if (ts.isClassDeclaration(whole)) return `${text.slice(0, text.indexOf('{')).trim()}`;
  return text;
}

function head(text: string, body: ts.Node, whole: ts.Node): string {
  return text.slice(0, body.getStart() - whole.getStart()).trim();
}
