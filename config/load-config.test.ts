import { isAbsolute } from 'node:path';
import { expect } from 'chai';
import { ConfigurationError } from './errors.ts';
import { type EnvironmentSource, loadConfig } from './load-config.ts';
import { unknownVariableWarnings } from './unknown-variables.ts';

function problemsOf(env: EnvironmentSource): ConfigurationError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('configuration: reading the environment', () => {
  it('needs no variable at all', () => {
    const config = loadConfig({});
    expect(config).to.include({ nodeEnv: 'production', host: '127.0.0.1', port: 3000, safeMode: false });
    expect(config).to.include({ databaseRolePrefix: 'guildhall', databasePoolMax: 10, publicApiDocs: false });
    expect(config.databaseUrl).to.equal(undefined);
    expect(isAbsolute(config.dataDir)).to.equal(true);
  });

  it('reads each kind of value', () => {
    const config = loadConfig({
      PORT: '8080',
      SAFE_MODE: 'Yes',
      PLUGINS: ' guildhall-wiki, @acme/fleet ,',
      PUBLIC_URL: 'https://crm.example.com/',
      LOG_LEVEL: 'debug',
    });
    expect(config.plugins).to.deep.equal(['guildhall-wiki', '@acme/fleet']);
    expect(config).to.include({
      port: 8080,
      safeMode: true,
      publicUrl: 'https://crm.example.com',
      logLevel: 'debug',
    });
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '  ' })).to.include({ port: 3000 });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(loadConfig({}))).to.equal(true);
  });
});

describe('configuration: a bad environment', () => {
  it('lists every problem at once, with the variable and the fix', () => {
    const error = problemsOf({ PORT: '80a', LOG_LEVEL: 'loud', SAFE_MODE: 'perhaps', TRUST_PROXY: '99' });
    expect(error.problems.map((problem) => problem.variable)).to.have.members([
      'PORT',
      'LOG_LEVEL',
      'SAFE_MODE',
      'TRUST_PROXY',
    ]);
    expect(error.message).to.contain('4 problems');
    expect(error.message).to.contain('PORT: is not a whole number. Use a free port such as 3000.');
  });

  it('prints no value, because any of them may be a secret', () => {
    const leak = 'hunter2-hunter2';
    const variables = ['NODE_ENV', 'PORT', 'PUBLIC_URL', 'DATABASE_URL', 'DATABASE_ROLE_PREFIX', 'PLUGINS'];
    const more = ['SAFE_MODE', 'LOG_LEVEL', 'SESSION_SECRET', 'PLUGIN_START_TIMEOUT_MS', 'DATABASE_APP_URL'];
    const error = problemsOf(Object.fromEntries([...variables, ...more].map((name) => [name, `${leak} !`])));
    expect(error.problems).to.have.lengthOf(11);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.to.contain(leak);
  });

  it('refuses an app role for a database that is not named', () => {
    const error = problemsOf({ DATABASE_APP_URL: 'postgres://app:x@db/guildhall' });
    expect(error.message).to.contain('DATABASE_APP_URL: is set without DATABASE_URL');
  });

  it('refuses a short session secret', () => {
    expect(problemsOf({ SESSION_SECRET: 'short' }).message).to.contain('is shorter than 32 characters');
  });
});

describe('configuration: unknown variables', () => {
  it('warns of a variable with our prefix and suggests the real name', () => {
    const warnings = unknownVariableWarnings({ GUILDHALL_PORT: '1', GUILDHALL_SPEED: '2', PATH: '/bin' });
    expect(warnings).to.have.lengthOf(2);
    expect(warnings[0]).to.contain('Write PORT');
    expect(warnings[1]).to.contain('GUILDHALL_SPEED');
  });

  it('knows the variables of the test suite', () => {
    expect(unknownVariableWarnings({ GUILDHALL_TEST_DATABASE_URL: 'x' })).to.deep.equal([]);
  });
});
