export { addField } from './add-field.ts';
export { type ApiAgent, apiAgent } from './api-agent.ts';
export { bootTestApp, type TestApp } from './boot-test-app.ts';
export { emitted } from './emitted.ts';
export { revertPlugin } from './revert-plugin.ts';
export { switchModule } from './switch-module.ts';
export type { TestWorkspace } from './test-people.ts';
