import type { Plugin } from '../sdk/index.ts';
import { allChecks } from './checks/all-checks.ts';
import type { Company } from './checks/check.ts';
import { kebabCase } from './checks/identity.ts';
import { describeFailure } from './import/describe-failure.ts';
import type { Imported } from './import/import-plugin.ts';
import { type LoadedPlugin, quarantined } from './loaded-plugin.ts';
import { type Complaint, complaint, sentenceOf } from './problem.ts';
import { readDeclaration } from './shape/read-declaration.ts';
import { sharedNames } from './shared-names.ts';

export interface Ourselves extends Pick<Company, 'version' | 'corePermissions'> {
  /** Ids that are there and not looked into. */
  readonly atRest: readonly string[];
}

/** Judges all plugins together and reports every problem of each at once. Pure. */
export function checkPlugins(imported: readonly Imported[], ourselves: Ourselves): LoadedPlugin[] {
  const plugins = imported.map(readPlugin);
  const unreadable = plugins.filter(({ declaration }) => !declaration).map(({ id }) => id);
  const company: Company = {
    ...ourselves,
    plugins: declarations(plugins),
    unreadable: new Set([...unreadable, ...ourselves.atRest]),
  };
  const shared = sharedNames(plugins);
  return plugins.map((plugin) => {
    const found = plugin.declaration ? complaintsAbout(plugin, plugin.declaration, company) : [];
    const all = [...found, ...(shared.get(plugin) ?? [])];
    const sentences = [...new Set(all.map((one) => sentenceOf(plugin.id, one)))];
    return sentences.length > 0 ? quarantined(plugin, ...sentences) : plugin;
  });
}

function readPlugin({ candidate, exported, problem }: Imported): LoadedPlugin {
  const { name, folder, codeFolder, origin } = candidate;
  const common = {
    ...{ folder, codeFolder, foundAs: name, isAtRest: false },
    ...({ state: 'enabled', problems: [] } as const),
  };
  if (problem !== undefined) {
    return quarantined({ ...common, id: name, declaration: null }, sentenceOf(name, complaint('', problem)));
  }
  const { declaration, complaints } = readDeclaration(name, exported);
  const id = origin === 'package' && kebabCase.test(declaration?.id ?? '') ? (declaration?.id ?? name) : name;
  const all =
    declaration && declaration.id !== id ? [...complaints, otherName(declaration, name)] : complaints;
  const plugin: LoadedPlugin = { ...common, id, declaration };
  return all.length > 0 ? quarantined(plugin, ...all.map((one) => sentenceOf(id, one))) : plugin;
}

function otherName(declaration: Plugin, name: string): Complaint {
  return complaint(
    'id',
    `It says "${declaration.id}", but its folder is "${name}". Give both the same name.`,
  );
}

/** A plugin speaks for its id only when that is the name it was found by. */
function declarations(plugins: readonly LoadedPlugin[]): Map<string, Plugin> {
  const pairs = plugins.flatMap(({ id, declaration }) => (declaration ? [[id, declaration] as const] : []));
  return new Map(pairs);
}

function complaintsAbout(plugin: LoadedPlugin, declaration: Plugin, company: Company): Complaint[] {
  return allChecks.flatMap((check) => {
    try {
      return [...check(declaration, company)];
    } catch (error) {
      return [complaint('', `its declaration cannot be read: ${describeFailure(error, plugin.codeFolder)}`)];
    }
  });
}
