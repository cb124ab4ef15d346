import { allActions } from '../../actions/catalogue/action-catalogue.ts';
import type { CustomField } from '../../custom-fields/custom-field.ts';
import { isImportable } from '../../imports/open-imports.ts';
import type { Schema } from '../../json-schema/json-schema.ts';
import { contributionsIn } from '../../kernel/gate.ts';
import type { Registry } from '../../kernel/registry.ts';
import { labelsOf, operators, type Plugin, type Resource } from '../../sdk/index.ts';
import { actionSchemas } from './action-answers.ts';
import { errorSchema, problemSchema, refusalComponents } from './answers.ts';
import { approvalOperations } from './approval-operations.ts';
import { archiveOperations, archiveSchemas, archivesNote, archivesTag } from './archive-operations.ts';
import { auditOperations } from './audit-operations.ts';
import { importOperations, importSchema, importsNote, importsTag } from './import-operations.ts';
import { instanceNote, instanceOperations, instanceSchemas, instanceTag } from './instance-operations.ts';
import { tagOf } from './names.ts';
import { actionsNote, actionsTag, offeredOperations } from './offered-operations.ts';
import { type Operation, pathsOf } from './operation.ts';
import { resourceOperations } from './resource-operations.ts';
import { resourceSchemas } from './resource-schemas.ts';
import { routeOperation } from './route-operations.ts';
import { workspaceTag } from './workspace/pieces.ts';
import { workspaceNote, workspaceOperations } from './workspace-operations.ts';

/** What a description covers: the modules that are on for whom it is made, and their own fields. */
export interface ApiSubject {
  readonly registry: Registry;
  readonly plugins: ReadonlySet<string>;
  readonly customFields: readonly CustomField[];
  readonly version: string;
  /** The real address, without a slash at the end. */
  readonly baseUrl: string;
  readonly sessionCookie: string;
}

export interface ApiDocument extends Schema {
  readonly openapi: '3.1.1';
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

/** OpenAPI 3.1 of every resource and route, made from their declarations. */
export function apiDocument(subject: ApiSubject): ApiDocument {
  const resources = shownResources(subject);
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Guildhall', version: subject.version, description: introduction },
    servers: [{ url: subject.baseUrl }],
    security: [{ apiKey: [] }, { session: [], workspace: [] }],
    tags: [
      ...tagsOf(subject, resources),
      ...(takesImports(subject) ? [importTag] : []),
      { name: workspaceTag, description: workspaceNote },
      { name: actionsTag, description: actionsNote },
      { name: archivesTag, description: archivesNote },
      { name: instanceTag, description: instanceNote },
    ],
    paths: pathsOf(apiOperations(subject)),
    components: {
      securitySchemes: securitySchemes(subject.sessionCookie),
      responses: refusalComponents(),
      schemas: {
        ...Object.assign({}, ...resources.map((one) => resourceSchemas(one, fieldsOf(subject, one)))),
        ...sharedSchemas,
        ...archiveSchemas,
        ...instanceSchemas,
        ...actionSchemas,
        ...(takesImports(subject) && { Import: importSchema }),
      },
    },
  };
}

/** Every operation, in the order of the plugins. */
export function apiOperations(subject: ApiSubject): Operation[] {
  const { registry, plugins } = subject;
  return [
    ...shownResources(subject).flatMap((one) => resourceOperations(one, fieldsOf(subject, one))),
    ...contributionsIn(registry, { enabledPlugins: plugins }, 'routes').map(({ plugin, item }) =>
      routeOperation(plugin, item),
    ),
    ...(takesImports(subject) ? importOperations : []),
    ...workspaceOperations,
    ...offeredOperations(shownActions(subject), subject.customFields),
    ...approvalOperations,
    ...auditOperations,
    ...archiveOperations,
    ...instanceOperations,
  ];
}

function shownActions({ registry, plugins }: ApiSubject) {
  return [...allActions(registry).values()].filter(({ plugin }) => plugins.has(plugin));
}

function shownResources({ registry, plugins }: ApiSubject): Resource[] {
  return [...registry.resources.values()].filter(({ plugin }) => plugins.has(plugin));
}

/** Files need something to be imported into. */
function takesImports(subject: ApiSubject): boolean {
  return shownResources(subject).some(isImportable);
}

function fieldsOf({ customFields }: ApiSubject, { id }: Resource): CustomField[] {
  return customFields.filter((field) => field.resource === id && !field.isArchived);
}

function tagsOf({ registry, plugins }: ApiSubject, resources: readonly Resource[]): ApiDocument['tags'] {
  const { routes, actions } = registry.contributions;
  const withRoutes = new Set([...routes, ...actions].map(({ plugin }) => plugin));
  return registry.plugins.flatMap(({ id, declaration }) => {
    if (!declaration || !plugins.has(id)) return [];
    const own = resources.filter((resource) => resource.plugin === id);
    const tags = own.map((one) => ({
      name: tagOf(one),
      description: `${labelsOf(one)[1]} (${declaration.title}).`,
    }));
    return withRoutes.has(id) ? [...tags, pluginTag(declaration)] : tags;
  });
}

function pluginTag({ id, title, description }: Plugin): ApiDocument['tags'][number] {
  return { name: id, description: `${title}: ${description}` };
}

const importTag = { name: importsTag, description: importsNote };

const introduction =
  'Records of the modules that are switched on. Every answer is `{ "data": … }` or `{ "error": … }`; instants are RFC 3339, days `YYYY-MM-DD`, money whole numbers of the minor unit beside a currency.';

function securitySchemes(sessionCookie: string): Record<string, Schema> {
  return {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key (`gh_…`) of the workspace, made under Settings → API keys.',
    },
    session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'Signed in by browser.' },
    workspace: {
      type: 'apiKey',
      in: 'header',
      name: 'Guildhall-Workspace',
      description: 'With a session: the slug of the workspace.',
    },
  };
}

const conditionRef = { $ref: '#/components/schemas/Condition' };

const sharedSchemas: Record<string, Schema> = {
  Error: errorSchema,
  Problem: problemSchema,
  Page: {
    type: 'object',
    required: ['limit', 'hasMore', 'next'],
    properties: {
      limit: { type: 'integer' },
      hasMore: { type: 'boolean' },
      next: { type: ['string', 'null'], description: 'Pass it as `after` for the next page.' },
      total: { type: 'integer', description: 'Only when `total` was asked for.' },
      totalIsCapped: { type: 'boolean', description: 'There are more than `total`.' },
    },
  },
  Condition: {
    oneOf: [
      {
        type: 'object',
        required: ['field', 'operator', 'value'],
        properties: { field: { type: 'string' }, operator: { enum: operators }, value: {} },
        additionalProperties: false,
      },
      groupSchema('all'),
      groupSchema('any'),
    ],
  },
};

function groupSchema(word: 'all' | 'any'): Schema {
  return {
    type: 'object',
    required: [word],
    properties: { [word]: { type: 'array', items: conditionRef } },
    additionalProperties: false,
  };
}
