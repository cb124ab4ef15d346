import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Runtime } from '../../runtime.ts';
import type { Resource } from '../../sdk/index.ts';

/** One call of the API, with an id in the place where a stranger's id would do harm. */
export interface PlannedRequest {
  readonly name: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete' | 'put';
  readonly path: (id: string) => string;
  readonly body?: (id: string) => unknown;
}

/** Every call that names a record of this resource by its id. */
export function requestsNaming(resource: Resource): PlannedRequest[] {
  const base = `/api/${resource.plugin}/${resource.path}`;
  const one = (id: string) => `${base}/${id}`;
  const change = Object.fromEntries(resource.options.update.slice(0, 1).map((name) => [name, null]));
  return [
    { name: 'get', method: 'get', path: one },
    { name: 'get from the trash', method: 'get', path: (id) => `${one(id)}?removed=true` },
    { name: 'update', method: 'patch', path: one, body: () => ({ ...change, version: 1 }) },
    { name: 'update nothing', method: 'patch', path: one, body: () => ({}) },
    { name: 'remove', method: 'delete', path: one },
    { name: 'restore', method: 'post', path: (id) => `${one(id)}/restoration` },
    { name: 'bulk update', method: 'post', path: () => `${base}/bulk`, body: (id) => ({ update: [{ id }] }) },
    { name: 'bulk remove', method: 'post', path: () => `${base}/bulk`, body: (id) => ({ remove: [id] }) },
    { name: 'bulk restore', method: 'post', path: () => `${base}/bulk`, body: (id) => ({ restore: [id] }) },
    ...Object.keys(resource.options.actions ?? {}).map(
      (noun): PlannedRequest => ({
        name: noun,
        method: 'post',
        path: (id) => `${one(id)}/${noun}`,
        body: () => ({}),
      }),
    ),
  ];
}

/** Every call that names a record of another resource inside its input: references in bodies and filters. */
export function requestsPointingAt(
  runtime: Runtime,
  target: Resource,
  inputOf: (resource: Resource) => Record<string, unknown>,
  recordOf: (resource: Resource) => RecordJson | null,
): PlannedRequest[] {
  return [...runtime.registry.resources.values()].flatMap((resource) =>
    Object.entries(resource.fields)
      .filter(([, field]) => field.kind === 'reference' && field.target?.().id === target.id)
      .flatMap(([name]) => referring(resource, name, inputOf(resource), recordOf(resource))),
  );
}

function referring(
  resource: Resource,
  name: string,
  input: Record<string, unknown>,
  record: RecordJson | null,
): PlannedRequest[] {
  const base = `/api/${resource.plugin}/${resource.path}`;
  const requests: PlannedRequest[] = [];
  if (resource.options.create.includes(name)) {
    requests.push({
      name: `${resource.id}.${name} at creation`,
      method: 'post',
      path: () => base,
      body: (id) => ({ ...input, [name]: id }),
    });
  }
  if (record && resource.options.update.includes(name)) {
    requests.push({
      name: `${resource.id}.${name} at change`,
      method: 'patch',
      path: () => `${base}/${record.id}`,
      body: (id) => ({ [name]: id }),
    });
  }
  if (resource.options.list.filter.includes(name)) {
    requests.push({
      name: `${resource.id} filtered by ${name}`,
      method: 'get',
      path: (id) => `${base}?filter[${name}]=${id}`,
    });
  }
  return requests;
}
