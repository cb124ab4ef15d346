import { z } from 'zod';
import type { CustomField } from '../../core/custom-fields/custom-field.ts';
import { customFieldRules } from '../../core/custom-fields/custom-field-rules.ts';
import type { ApiSubject } from '../../core/http/openapi/api-document.ts';
import { collectContributions } from '../../core/kernel/contributions/contributed.ts';
import * as sdk from '../../core/sdk/index.ts';

const depotFields = { name: sdk.text({ required: true }) };

export const depot = sdk.defineResource('fleet.depot', depotFields, {
  table: 'fleet_depots',
  title: ['name'],
  create: [],
  update: [],
  access: { read: 'fleet:read', create: () => false, update: () => false, remove: () => false },
  list: { columns: ['name'], filter: [], sort: [] },
});

const vehicleFields = {
  name: sdk.text({ required: true, max: 80 }),
  notes: sdk.longText({ help: 'What the next driver should know.' }),
  contactEmail: sdk.email(),
  phone: sdk.phone(),
  website: sdk.url(),
  seats: sdk.integer({ min: 1, default: 4 }),
  weight: sdk.decimal({ min: 0 }),
  priceMinor: sdk.money({ currencyField: 'currency' }),
  currency: sdk.currency({ default: 'EUR' }),
  boughtOn: sdk.day(),
  seenAt: sdk.instant(),
  isElectric: sdk.checkbox({ default: false }),
  status: sdk.choice({ parked: 'Parked', moving: { label: 'On the road', colour: 'green' } }),
  labels: sdk.tags(),
  depotId: sdk.reference(() => depot),
  driverId: sdk.user(),
};

const everyName = Object.keys(vehicleFields) as (keyof typeof vehicleFields)[];

export const vehicle = sdk.defineResource('fleet.vehicle', vehicleFields, {
  table: 'fleet_vehicles',
  title: ['name'],
  create: everyName,
  update: everyName,
  access: { read: 'fleet:read', create: 'fleet:write', update: 'fleet:write', remove: 'fleet:write' },
  list: { columns: ['name'], filter: everyName, sort: ['name', 'boughtOn'], search: ['name'] },
  actions: {
    inspection: {
      label: 'Inspect',
      access: 'fleet:write',
      input: z.strictObject({ passed: z.boolean(), remark: z.string().max(500).optional() }),
      run: async () => ({}),
    },
  },
});

const routes = [
  sdk.defineRoute({
    method: 'get',
    path: '/mileage/:year',
    summary: 'Distance by month',
    access: 'fleet:read',
    input: z.strictObject({ year: z.coerce.number().int(), unit: z.enum(['km', 'mi']).default('km') }),
    run: async () => [],
  }),
  sdk.defineRoute({
    method: 'post',
    path: '/recall',
    summary: 'Call every vehicle back',
    access: 'fleet:write',
    input: z.strictObject({ reason: z.string() }),
    run: async () => null,
  }),
];

const fleet = sdk.definePlugin({
  id: 'fleet',
  title: 'Fleet',
  description: 'Vehicles and depots',
  icon: 'car',
  version: '1.0.0',
  compatible: '*',
  permissions: {
    'fleet:read': { label: 'See vehicles', roles: ['viewer'] },
    'fleet:write': { label: 'Change vehicles', roles: ['member'] },
  },
  resources: [depot, vehicle],
  routes,
});

function customField(key: string, kind: CustomField['kind'], more: Partial<CustomField> = {}): CustomField {
  const definition = {
    id: key,
    resource: 'fleet.vehicle',
    key,
    label: key,
    help: null,
    kind,
    required: false,
    choices: [],
    target: null,
    position: 0,
    isArchived: false,
    ...more,
  };
  return { ...definition, field: customFieldRules(definition) };
}

const choices = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

/** A small fleet with every kind of field, for describing. */
export function sampleApi(changes: Partial<ApiSubject> = {}): ApiSubject {
  return {
    registry: {
      plugins: [{ id: 'fleet', folder: '', state: 'enabled', declaration: fleet, problems: [] }],
      resources: new Map([depot, vehicle].map((one) => [one.id, one])),
      permissions: new Map(),
      events: new Map(),
      contributions: {
        ...collectContributions([]),
        routes: routes.map((item) => ({ plugin: 'fleet', item })),
      },
    },
    plugins: new Set(['fleet']),
    customFields: [
      customField('colour', 'choice', { choices, required: true }),
      customField('extras', 'multiChoice', { choices }),
      customField('budget', 'money'),
      customField('inspectedOn', 'day'),
      customField('garage', 'relation', { target: 'fleet.depot' }),
      customField('old', 'text', { isArchived: true }),
    ],
    version: '1.2.3',
    baseUrl: 'https://fleet.example.org',
    sessionCookie: 'guildhall',
    ...changes,
  };
}
