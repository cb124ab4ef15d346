import type { Schema } from '../../json-schema/json-schema.ts';
import { dataAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { jsonBody, type Operation, signedInOnly } from './operation.ts';

export const instanceTag = 'instance';
export const instanceNote =
  'The whole instance: its plugins, backups and health. For its admin, signed in with a browser: an API key belongs to a workspace and reaches none of this, whoever made it.';

const base = '/api/instance';
const text: Schema = { type: 'string' };
const reason: Schema = { type: 'string', maxLength: 500, description: 'In a sentence, for the trail.' };
const sha256: Schema = { type: 'string', description: 'The checksum the archive must have.' };

function part(name: string, description: string): Parameter {
  return { name, in: 'path', required: true, description, schema: text };
}

const plugin = part('id', 'The id of the plugin.');
const sum = part('sha256', 'The SHA-256 of the package.');
const archiveName = part('name', 'The name of the archive.');

function operation(
  method: Operation['method'],
  path: string,
  operationId: string,
  summary: string,
  more: Partial<Operation> & { readonly success?: Readonly<Record<string, Schema>> } = {},
): Operation {
  const { success = { 200: dataAnswer('It was done.', { type: 'object' }) }, ...rest } = more;
  const kind = method === 'get' ? 'read' : 'write';
  const responses = { ...success, ...refusalAnswers(kind) };
  return {
    ...{ method, operationId, summary, tags: [instanceTag], security: signedInOnly },
    path: `${base}${path}`,
    ...rest,
    responses,
  };
}

function object(properties: Record<string, Schema>, required = Object.keys(properties)): Schema {
  return { type: 'object', required, properties, additionalProperties: false };
}

const ok = (description: string, data: Schema) => ({ 200: dataAnswer(description, data) });
const one: Schema = { type: 'object' };
const many: Schema = { type: 'array', items: one };
const file: Schema = { type: 'string', format: 'binary' };

const nullableText: Schema = { type: ['string', 'null'] };
const health = object({
  checks: { type: 'array', items: { $ref: '#/components/schemas/HealthCheck' } },
  troubles: { type: 'array', items: { $ref: '#/components/schemas/PluginTrouble' } },
});

export const instanceSchemas: Readonly<Record<string, Schema>> = {
  HealthCheck: object(
    {
      ...{ id: text, plugin: text, title: text, status: { enum: ['good', 'degraded', 'failed'] } },
      ...{ message: text, checkedAt: { type: 'string', format: 'date-time' } },
    },
    ['id', 'plugin', 'title', 'status', 'checkedAt'],
  ),
  PluginTrouble: object({
    ...{ plugin: text, title: text, kind: { enum: ['resting', 'browser', 'memory'] }, details: text },
    at: { ...nullableText, format: 'date-time', description: 'Null where it is so now.' },
  }),
};

/** Plugins of the instance: listed, moved, looked at before they are installed, uninstalled, put back. */
export const instanceOperations: readonly Operation[] = [
  operation('get', '/plugins', 'listInstancePlugins', 'List the plugins of the instance', {
    success: ok('Every plugin with its state, version and health.', many),
  }),
  operation('get', '/plugins/{id}', 'getInstancePlugin', 'Get one plugin with its trail', {
    parameters: [plugin],
    success: ok('The plugin, what it may do, who consented, and what happened to it.', one),
  }),
  operation('put', '/plugins/{id}/state', 'moveInstancePlugin', 'Enable, disable or quarantine a plugin', {
    parameters: [plugin],
    requestBody: jsonBody(object({ state: { enum: ['enabled', 'disabled', 'quarantined'] }, reason })),
    success: ok('From where to where it was moved.', one),
  }),
  operation('post', '/plugins/{id}/uninstallation', 'uninstallInstancePlugin', 'Export, remove and prove', {
    parameters: [plugin],
    requestBody: jsonBody(object({ confirm: { ...text, description: 'The id of the plugin.' }, reason })),
    success: ok('The archive, the tables in it, and what is left: nothing.', one),
  }),
  operation('post', '/plugin-packages', 'offerPluginPackage', 'Look at a package; nothing is installed', {
    description:
      'Send the archive as the body or as the part `file` of a form, or name a folder or npm package.',
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            oneOf: [object({ folder: text, sha256 }, ['folder']), object({ name: text, sha256 }, ['name'])],
          },
        },
        'application/octet-stream': { schema: file },
        'multipart/form-data': {
          schema: { type: 'object', required: ['file'], properties: { sha256, file } },
        },
      },
    },
    success: { 201: dataAnswer('Checksum, migrations, what it asks for and what it would break.', one) },
  }),
  operation('get', '/plugin-packages/{sha256}', 'getPluginPackage', 'Look once more at a package', {
    parameters: [sum],
    success: ok('The same, for what holds now.', one),
  }),
  operation('post', '/plugin-packages/{sha256}/installation', 'installPluginPackage', 'Install or upgrade', {
    parameters: [sum],
    requestBody: jsonBody(object({ consents: { type: 'boolean' } })),
    success: ok('What comes up at the next start.', one),
  }),
  operation('get', '/plugin-archives', 'listPluginArchives', 'List what uninstalling exported', {
    success: ok('The archives on this server, newest first.', many),
  }),
  operation('get', '/plugin-archives/{name}', 'getPluginArchive', 'Get what an archive holds', {
    parameters: [archiveName],
    success: ok('Its tables with rows and checksums.', one),
  }),
  operation('get', '/plugin-archives/{name}/archive.tgz', 'downloadPluginArchive', 'Download an archive', {
    parameters: [archiveName],
    success: { 200: { description: 'The archive.', content: { 'application/gzip': { schema: file } } } },
  }),
  operation('post', '/plugin-archives/{name}/restoration', 'restorePluginArchive', 'Put the data back', {
    parameters: [archiveName],
    success: ok('How many rows were put back.', object({ rows: { type: 'integer' } })),
  }),
  operation('get', '/health', 'getInstanceHealth', 'What the instance and its plugins stand on', {
    success: ok('Every check, and what was noticed beside them.', health),
  }),
  operation('post', '/restart', 'restartInstance', 'Start the instance anew, to load what was installed', {
    success: { 202: dataAnswer('It is under way.', object({ isRestarting: { type: 'boolean' } })) },
  }),
];
