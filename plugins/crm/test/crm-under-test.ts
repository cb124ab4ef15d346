import { expect } from 'chai';
import { type ApiAgent, apiAgent, bootTestApp, type TestApp } from 'guildhall/sdk/testing';

export interface Answered {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

export interface CrmUnderTest {
  readonly app: TestApp;
  readonly admin: ApiAgent;
  readonly member: ApiAgent;
  readonly viewer: ApiAgent;
  /** A member of the other workspace. */
  readonly stranger: ApiAgent;
}

/** The product with the CRM on, and somebody of each role to call it. */
export async function bootCrm({ withWork = false } = {}): Promise<CrmUnderTest> {
  const app = await bootTestApp({ plugins: ['crm'], withWork });
  return {
    app,
    admin: apiAgent(app, 'admin'),
    member: apiAgent(app, 'member'),
    viewer: apiAgent(app, 'viewer'),
    stranger: apiAgent(app, 'member', 'b'),
  };
}

/** Create a record and answer it; anything but success fails the test with what the server said. */
export async function make(agent: ApiAgent, path: string, values: object): Promise<Answered> {
  const { status, body } = await agent.post(`/api/crm/${path}`).send(values);
  expect(status, JSON.stringify(body)).to.equal(201);
  return body.data;
}

export async function change(agent: ApiAgent, path: string, values: object): Promise<Answered> {
  const { status, body } = await agent.patch(`/api/crm/${path}`).send(values);
  expect(status, JSON.stringify(body)).to.equal(200);
  return body.data;
}

export async function act(agent: ApiAgent, path: string, input: object = {}): Promise<Answered> {
  const { status, body } = await agent.post(`/api/crm/${path}`).send(input);
  expect(status, JSON.stringify(body)).to.equal(200);
  return body.data;
}

export async function get(agent: ApiAgent, path: string): Promise<Answered> {
  const { status, body } = await agent.get(`/api/crm/${path}`);
  expect(status, JSON.stringify(body)).to.equal(200);
  return body.data;
}

export async function list(agent: ApiAgent, path: string): Promise<Answered[]> {
  const { status, body } = await agent.get(`/api/crm/${path}`);
  expect(status, JSON.stringify(body)).to.equal(200);
  return body.data;
}

/** The fields a refusal complains about, as dotted paths. */
export function complaints(body: { error?: { problems?: { path: string[] }[] } }): string[] {
  return (body.error?.problems ?? []).map(({ path }) => path.join('.'));
}

/** The stages of the pipeline that every workspace starts with, by name. */
export async function salesStages(agent: ApiAgent): Promise<Record<string, Answered>> {
  const stages = await list(agent, 'stages?sort=position');
  return Object.fromEntries(stages.map((stage) => [String(stage.name), stage]));
}
