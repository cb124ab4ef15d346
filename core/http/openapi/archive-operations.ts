import type { Schema } from '../../json-schema/json-schema.ts';
import { dataAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { jsonBody, type Method, type Operation, recordId, signedInOnly } from './operation.ts';

export const archivesTag = 'archives';
export const archivesNote =
  'The whole workspace as one file, out and back in; and, for the admin of the instance who is signed in, backups of everything. What takes a while is a task: it is asked for, and looked at until it is done.';

const taskRef = { $ref: '#/components/schemas/ArchiveTask' };
const archiveRef = { $ref: '#/components/schemas/Archive' };
const planRef = { $ref: '#/components/schemas/BackupPlan' };
const ofWorkspace = 'Needs the permission `workspace:archive`, which the owner has.';
const ofInstance = 'For the admin of the instance, signed in. No API key reaches it.';

const name: Parameter = {
  name: 'name',
  in: 'path',
  required: true,
  description: 'The name of the archive.',
  schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*\\.tar\\.gz(\\.age|\\.locked)?$' },
};

type Named = Omit<Operation, 'responses' | 'parameters' | 'requestBody'>;

function operation(method: Method, path: string, operationId: string, summary: string): Named {
  const named = { method, path, operationId, summary, tags: [archivesTag] };
  if (!path.startsWith('/api/instance')) return { ...named, description: ofWorkspace };
  return { ...named, description: ofInstance, security: signedInOnly };
}

const list = (items: Schema): Schema => ({ type: 'array', items });
const underWay = { 202: dataAnswer('It is asked for.', taskRef), ...refusalAnswers('write') };
const reads = (description: string, schema: Schema) => ({
  200: dataAnswer(description, schema),
  ...refusalAnswers('read'),
});
const file = {
  200: {
    description: 'The file.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  ...refusalAnswers('read'),
};

const ofArchives: readonly Operation[] = [
  {
    ...operation('get', '/api/archives', 'listArchives', 'List the archives of the workspace'),
    responses: reads('Newest first.', list(archiveRef)),
  },
  { ...operation('post', '/api/archives', 'makeArchive', 'Export the whole workspace'), responses: underWay },
  {
    ...operation('post', '/api/archives/uploads', 'uploadArchive', 'Bring an archive of this workspace'),
    requestBody: {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: {
      201: dataAnswer('It is whole and kept.', { type: 'object', properties: { file: { type: 'string' } } }),
      ...refusalAnswers('write'),
    },
  },
  {
    ...operation('get', '/api/archives/tasks', 'listArchiveTasks', 'List what was asked for lately'),
    responses: reads('Newest first.', list(taskRef)),
  },
  {
    ...operation('get', '/api/archives/tasks/{id}', 'getArchiveTask', 'Look at one task'),
    parameters: [recordId],
    responses: reads('How far it is.', taskRef),
  },
  {
    ...operation('get', '/api/archives/files/{name}', 'downloadArchive', 'Download an archive'),
    parameters: [name],
    responses: file,
  },
  {
    ...operation('delete', '/api/archives/files/{name}', 'removeArchive', 'Delete an archive'),
    parameters: [name],
    responses: { 204: { description: 'It is gone.' }, ...refusalAnswers('write') },
  },
  {
    ...operation('post', '/api/archives/files/{name}/return', 'returnArchive', 'Put the workspace back'),
    parameters: [name],
    requestBody: jsonBody({
      type: 'object',
      required: ['confirmation'],
      properties: { confirmation: { type: 'string', description: 'The slug of the workspace.' } },
      additionalProperties: false,
    }),
    responses: underWay,
  },
];

const ofBackups: readonly Operation[] = [
  {
    ...operation('get', '/api/instance/backups', 'listBackups', 'List the backups of the instance'),
    responses: reads('Newest first.', list(archiveRef)),
  },
  {
    ...operation('post', '/api/instance/backups', 'makeBackup', 'Make a backup of the instance'),
    responses: underWay,
  },
  {
    ...operation('get', '/api/instance/backups/{name}', 'downloadBackup', 'Download a backup'),
    parameters: [name],
    responses: file,
  },
  {
    ...operation('post', '/api/instance/backups/{name}/check', 'checkBackup', 'Read a backup to its end'),
    parameters: [name],
    responses: underWay,
  },
  {
    ...operation('get', '/api/instance/backup-tasks', 'listBackupTasks', 'List what was asked for lately'),
    responses: reads('Newest first.', list(taskRef)),
  },
  {
    ...operation('get', '/api/instance/backup-tasks/{id}', 'getBackupTask', 'Look at one task'),
    parameters: [recordId],
    responses: reads('How far it is.', taskRef),
  },
  {
    ...operation('get', '/api/instance/backup-plan', 'getBackupPlan', 'When backups are made by themselves'),
    responses: reads('The plan.', planRef),
  },
  {
    ...operation('put', '/api/instance/backup-plan', 'changeBackupPlan', 'Say when backups are made'),
    requestBody: jsonBody(planRef),
    responses: { 200: dataAnswer('The plan.', planRef), ...refusalAnswers('write') },
  },
  {
    ...operation('get', '/api/instance/mutings', 'listMutings', 'What may say nothing to the outside'),
    responses: reads('The instance or workspaces of it.', list({ type: 'object' })),
  },
  {
    ...operation('delete', '/api/instance/mutings/{what}', 'endMuting', 'Confirm that it may speak again'),
    parameters: [
      {
        ...name,
        name: 'what',
        description: '`instance`, or the id of a workspace.',
        schema: { type: 'string' },
      },
    ],
    responses: { 200: dataAnswer('What was muted.', { type: 'object' }), ...refusalAnswers('write') },
  },
];

export const archiveOperations: readonly Operation[] = [...ofArchives, ...ofBackups];

const text = { type: ['string', 'null'] };
const whole = { type: ['integer', 'null'] };
const when = { type: ['string', 'null'], format: 'date-time' };

export const archiveSchemas: Readonly<Record<string, Schema>> = {
  Archive: {
    type: 'object',
    required: ['name', 'bytes', 'madeAt', 'isEncrypted'],
    properties: {
      name: { type: 'string' },
      bytes: { type: 'integer' },
      madeAt: { type: 'string', format: 'date-time' },
      isEncrypted: { type: 'boolean' },
      sha256: { ...text, description: 'Of the file as it was written here. Backups only.' },
      check: {
        enum: ['whole', 'damaged', 'unknown'],
        description: 'What the last look at it said. Backups only.',
      },
      checkedAt: when,
      problem: { ...text, description: 'Why it cannot be used.' },
    },
  },
  ArchiveTask: {
    type: 'object',
    required: ['id', 'kind', 'state', 'progress'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      kind: { enum: ['backup', 'check', 'export', 'return'] },
      state: { enum: ['waiting', 'running', 'done', 'failed'] },
      file: text,
      plannedFor: when,
      askedAt: { type: 'string', format: 'date-time' },
      finishedAt: when,
      progress: { type: 'number', minimum: 0, maximum: 1 },
      note: text,
      bytes: whole,
      sha256: text,
      rows: whole,
      error: text,
    },
  },
  BackupPlan: {
    type: 'object',
    required: ['isOn', 'rhythm', 'atTime', 'weekday', 'timeZone', 'keep', 'recipient'],
    properties: {
      isOn: { type: 'boolean' },
      rhythm: { enum: ['hourly', 'daily', 'weekly'] },
      atTime: { type: 'string', description: '`02:15`, by the clocks of the time zone.' },
      weekday: { type: 'integer', minimum: 0, maximum: 6, description: '0 is Sunday; counts when weekly.' },
      timeZone: { type: 'string' },
      keep: { type: 'integer', minimum: 1, maximum: 1000 },
      recipient: {
        ...text,
        description: 'The public half of an age key; null for BACKUP_RECIPIENT, if that is set.',
      },
      dueAt: { ...when, readOnly: true },
    },
  },
};
