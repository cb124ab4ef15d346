// Who may know whom. Each rule says why; `npm run check` runs them as "direction".
const tests = '\\.test\\.ts$|(^|/)test/';
const infrastructure =
  'node_modules/(@types/)?(express|express-session|knex|objection|pg|pg-boss|bull|ioredis|redis|socket\\.io|passport|passport-local|handlebars|helmet|nodemailer)/';

module.exports = {
  forbidden: [
    {
      name: 'core-knows-no-plugin',
      comment: 'The core works with any set of plugins, also with none; it finds them by declaration.',
      severity: 'error',
      from: { path: '^(core|config|migrations)/' },
      to: { path: '^plugins/' },
    },
    {
      name: 'plugins-see-only-the-sdk',
      comment:
        'A plugin imports guildhall/sdk and nothing else of the house, so the house can be rebuilt behind it.',
      severity: 'error',
      from: { path: '^plugins/', pathNot: tests },
      to: {
        path: `^(core|config|migrations|scripts|bench|test)/|${infrastructure}`,
        pathNot: '^core/sdk/index\\.ts$',
      },
    },
    {
      name: 'plugin-tests-see-the-sdk-and-its-testing',
      comment: "A plugin's tests may also import guildhall/sdk/testing.",
      severity: 'error',
      from: { path: '^plugins/.*(\\.test\\.ts$|/test/)' },
      to: {
        path: '^(core|config|migrations|scripts|bench|test)/',
        pathNot: '^core/(sdk|testing)/index\\.ts$',
      },
    },
    {
      name: 'plugins-meet-at-api',
      comment: 'Of another plugin only its api.ts may be imported, as guildhall/plugins/<id>.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^plugins/', pathNot: ['^plugins/$1/', '^plugins/[^/]+/api\\.ts$'] },
    },
    {
      name: 'sdk-is-a-leaf',
      comment: 'Plugins load the SDK alone; it may bring zod, types and Node, and nothing of the core.',
      severity: 'error',
      from: { path: '^core/sdk/', pathNot: tests },
      to: { path: '^(core|config|migrations|plugins|scripts)/', pathNot: '^core/sdk/' },
    },
    {
      name: 'sdk-brings-only-zod',
      comment: 'At run time the SDK needs zod alone; of other packages it may use the types.',
      severity: 'error',
      from: { path: '^core/sdk/', pathNot: tests },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-plain',
      comment:
        'Business rules are plain functions: no web server, database library, queue, socket, file or network.',
      severity: 'error',
      from: { path: '^plugins/[^/]+/domain/', pathNot: tests },
      to: {
        path: `^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads)$|${infrastructure}`,
      },
    },
    {
      name: 'api-is-light',
      comment:
        'Importing api.ts must not drag in the plugin: it may use the SDK, other api.ts files, its api folder, and types.',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/api(\\.ts$|/)', pathNot: tests },
      to: {
        path: '^plugins/',
        pathNot: ['^plugins/$1/api/', '^plugins/[^/]+/api\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'testing-stays-in-tests',
      comment: 'What helps tests is not part of the product.',
      severity: 'error',
      from: { path: '^(core|config|migrations|plugins)/', pathNot: `^core/testing/|${tests}` },
      to: { path: '^core/testing/' },
    },
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or three. Types may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/|/public/|fixtures/broken/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
