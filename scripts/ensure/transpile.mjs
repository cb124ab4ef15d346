import { relative } from 'node:path';
import ts from 'typescript';
import { inRoot, root, say } from './root.mjs';
import { outputOf } from './sources.mjs';

const compilerOptions = readOptions();

/**
 * One file at a time and without types, which `npm run check` looks at: quick, and a plugin that does not even
 * parse spoils only itself. Gives the files to write.
 */
export function transpile(path, text) {
  const source = inRoot(path);
  const output = outputOf(path);
  const result = ts.transpileModule(text, {
    compilerOptions,
    fileName: source,
    reportDiagnostics: true,
  });
  for (const { messageText } of result.diagnostics ?? []) {
    say(`${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  }
  return [
    [output, result.outputText],
    [`${output}.map`, withSource(result.sourceMapText ?? '{}', relative(`${output}/..`, source))],
  ];
}

function withSource(map, source) {
  return JSON.stringify({ ...JSON.parse(map), sources: [source] });
}

function readOptions() {
  const file = inRoot('tsconfig.build.json');
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, ' '));
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config, host, root);
  // A single file cannot see the package.json that makes it a module, so it is told.
  return { ...options, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
}
