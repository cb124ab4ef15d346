import type { Schema } from '../../json-schema/json-schema.ts';
import { actionEffects, actionRisks } from '../../sdk/index.ts';
import { dataAnswer, jsonAnswer, refusalAnswers } from './answers.ts';
import type { Parameter } from './list-parameters.ts';
import { actionsTag } from './offered-operations.ts';
import { accessNote, jsonBody, type Operation } from './operation.ts';

const text = { type: 'string' };
const open = { type: 'object', additionalProperties: true };

const note: Schema = {
  type: 'object',
  required: ['id', 'action', 'state', 'summary', 'askedAt', 'expiresAt', 'reason'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    action: { ...text, description: 'The id of the action, such as `crm.deal.remove`.' },
    state: { enum: ['waiting', 'running', 'done', 'failed', 'rejected', 'expired'] },
    summary: { ...text, description: 'What it would do, in a sentence.' },
    askedAt: { type: 'string', format: 'date-time' },
    expiresAt: { type: 'string', format: 'date-time' },
    reason: { type: ['string', 'null'], description: 'Why it was rejected, or why it failed.' },
  },
};

const whole: Schema = {
  type: 'object',
  required: ['id', 'action', 'state', 'args', 'seen', 'preview'],
  properties: {
    ...(note.properties as Schema),
    args: { description: 'What it was asked for with; secrets are hidden.' },
    seen: { ...text, description: 'The mark of all this; a decision gives it back.' },
    preview: { ...open, description: 'What would change.' },
    effect: { enum: actionEffects },
    risk: { enum: actionRisks },
    askedBy: text,
    door: text,
    decidedBy: { type: ['string', 'null'] },
    result: { description: 'What came of it, for whoever asked or decided.' },
  },
};

const approvalId: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the approval.',
  schema: { type: 'string', format: 'uuid' },
};

const state: Parameter = {
  name: 'state',
  in: 'query',
  description: 'Those that wait, or those that were decided.',
  schema: { enum: ['waiting', 'decided'], default: 'waiting' },
};

const decision: Schema = {
  type: 'object',
  required: ['seen'],
  properties: {
    seen: { ...text, description: '`seen` of the approval: what you looked at is what is done.' },
    args: { ...open, description: 'Other arguments to do it with.' },
  },
  additionalProperties: false,
};

const rules: Schema = {
  type: 'array',
  maxItems: 100,
  items: {
    type: 'object',
    required: ['who', 'verdict'],
    properties: {
      who: { enum: ['people', 'programs', 'everyone'] },
      action: { ...text, maxLength: 80 },
      effect: { enum: actionEffects },
      risk: { enum: actionRisks },
      verdict: { enum: ['approve', 'deny'] },
    },
    additionalProperties: false,
  },
};

const read = { method: 'get', tags: [actionsTag] } as const;
const write = { tags: [actionsTag], parameters: [approvalId] } as const;
const answers = (answer: Schema, kind: 'read' | 'write') => ({ 200: answer, ...refusalAnswers(kind) });

/** What waits for a person, and what a workspace wants a person to look at. */
export const approvalOperations: readonly Operation[] = [
  {
    ...read,
    path: '/api/approvals',
    operationId: 'listApprovals',
    summary: 'List what waits for approval',
    description: 'All of it for those who decide, else what you asked for yourself.',
    parameters: [state],
    responses: answers(dataAnswer('The approvals, newest first.', { type: 'array', items: note }), 'read'),
  },
  {
    ...read,
    path: '/api/approvals/{id}',
    operationId: 'getApproval',
    summary: 'Get one approval, with what it would do',
    parameters: [approvalId],
    responses: answers(dataAnswer('The approval.', whole), 'read'),
  },
  {
    ...{ ...write, method: 'post', path: '/api/approvals/{id}/preview', operationId: 'previewApproval' },
    summary: 'Look at what other arguments would do',
    requestBody: jsonBody({ type: 'object', required: ['args'], properties: { args: open } }),
    responses: answers(dataAnswer('What would change, and the mark to approve it by.', open), 'write'),
  },
  {
    ...{ ...write, method: 'post', path: '/api/approvals/{id}/approval', operationId: 'approve' },
    summary: 'Approve, and do it',
    description: 'Only a person may, and only one who may do it themselves.',
    requestBody: jsonBody(decision),
    responses: answers(jsonAnswer('What came of it.', open), 'write'),
  },
  {
    ...{ ...write, method: 'post', path: '/api/approvals/{id}/rejection', operationId: 'reject' },
    summary: 'Reject, with a reason',
    requestBody: jsonBody({
      type: 'object',
      required: ['reason'],
      properties: { reason: { ...text, minLength: 1, maxLength: 1_000 } },
      additionalProperties: false,
    }),
    responses: answers(dataAnswer('The approval afterwards.', note), 'write'),
  },
  {
    ...read,
    path: '/api/action-rules',
    operationId: 'getActionRules',
    summary: 'Get what a workspace wants approved or denied besides',
    responses: answers(dataAnswer('The rules.', rules), 'read'),
  },
  {
    ...{ method: 'put', path: '/api/action-rules', operationId: 'changeActionRules', tags: [actionsTag] },
    summary: 'Set what a workspace wants approved or denied besides',
    description: accessNote('workspace:manage-actions'),
    requestBody: jsonBody(rules),
    responses: answers(dataAnswer('The rules afterwards.', rules), 'write'),
  },
];
