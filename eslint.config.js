// Biome formats and finds the simple mistakes, `any` among them; here are the rules that need types, and our own borders.
import tseslint from 'typescript-eslint';
import { guardedPluginCalls } from './scripts/lint/guarded-plugin-calls.mjs';

const environment = {
  selector:
    "MemberExpression[object.name='process'][property.name='env'], MemberExpression[object.property.name='process'][property.name='env']",
  message: 'config/ alone reads the environment; take the value from the Config you are given.',
};
const ownRequests = {
  selector: 'CallExpression[callee.object.name=/^https?$/][callee.property.name=/^(request|get)$/]',
  message: 'Requests to other servers go through a port in core/ports.',
};
const ambientClock = {
  selector:
    "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'The time is given: use ctx.now().',
};

const virtualMachines = {
  group: ['vm', 'node:vm', 'vm2', 'isolated-vm'],
  message: 'Text is never run as code.',
};
const environmentImport = {
  group: ['node:process', 'process'],
  importNames: ['env'],
  message: 'config/ alone reads the environment.',
};
const outgoing = [
  {
    group: ['undici', 'axios', 'got', 'node-fetch'],
    message: 'Requests to other servers go through core/ports.',
  },
  {
    group: ['node:http', 'node:https', 'http', 'https'],
    importNames: ['request', 'get'],
    message: 'Requests to other servers go through core/ports.',
  },
];
const webServer = {
  group: ['express', 'express/*', 'express-session', 'helmet', 'passport', 'passport-*'],
  message: 'Only core/http, core/admin and the http and routes folders of a core domain know the web server.',
};

const noFetch = { name: 'fetch', message: 'Requests to other servers go through a port in core/ports.' };

/** A later block replaces the options of a rule, so every area states all of its own. */
function borders(files, { syntax, imports, globals = [] }) {
  return {
    files,
    rules: {
      'no-restricted-syntax': ruleFor(syntax),
      'no-restricted-imports': ['error', { patterns: [virtualMachines, ...imports] }],
      'no-restricted-globals': ruleFor(globals),
    },
  };
}

/** A severity alone would keep the options of an earlier block. */
function ruleFor(options) {
  return options.length > 0 ? ['error', ...options] : 'off';
}

const everywhere = {
  syntax: [environment, ownRequests],
  imports: [environmentImport, ...outgoing, webServer],
  globals: [noFetch],
};

export default tseslint.config(
  {
    ignores: [
      '**/*.js',
      '**/*.mjs',
      '**/*.cjs',
      '**/*.d.ts',
      'dist/',
      'data/',
      '**/node_modules/',
      '**/fixtures/broken/',
    ],
  },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    files: ['core/**'],
    ignores: ['core/sdk/**', 'core/testing/**', '**/*.test.ts', '**/test/**'],
    plugins: { guildhall: { rules: { 'guarded-plugin-calls': guardedPluginCalls } } },
    rules: { 'guildhall/guarded-plugin-calls': 'error' },
  },
  borders(['**/*.ts'], everywhere),
  borders(['core/http/**', 'core/admin/**', 'core/*/http/**', 'core/*/routes/**'], {
    ...everywhere,
    imports: [environmentImport, ...outgoing],
  }),
  borders(['core/ports/**'], { syntax: [environment], imports: [environmentImport, webServer] }),
  borders(['plugins/*/domain/**'], { ...everywhere, syntax: [...everywhere.syntax, ambientClock] }),
  borders(['config/**'], { ...everywhere, syntax: [ownRequests], imports: [...outgoing, webServer] }),
  borders(['**/*.test.ts', '**/test/**', 'test/**', 'core/testing/**', 'scripts/**', 'bench/**'], {
    syntax: [],
    imports: [],
  }),
);
