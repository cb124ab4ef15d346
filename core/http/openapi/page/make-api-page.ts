import { labelsOf, type Plugin, type Workspace } from '../../../sdk/index.ts';
import { type ApiSubject, apiDocument, apiOperations } from '../api-document.ts';
import { archivesNote, archivesTag } from '../archive-operations.ts';
import { importsNote, importsTag } from '../import-operations.ts';
import { instanceNote, instanceTag } from '../instance-operations.ts';
import { actionsTag } from '../offered-operations.ts';
import type { Operation } from '../operation.ts';
import { workspaceTag } from '../workspace/pieces.ts';
import { workspaceNote } from '../workspace-operations.ts';
import type { ApiPage, Components, ModuleView, SectionView } from './api-page.ts';
import { curlExample } from './curl-example.ts';
import { type Described, operationView } from './operation-view.ts';

/** The readable page, from the same declarations as the document; each thing to do is shown once, at its shortest address. */
export function makeApiPage(subject: ApiSubject, workspace: Workspace | null): ApiPage {
  const components = apiDocument(subject).components as { schemas: Components; responses: Components };
  const described = { baseUrl: subject.baseUrl, ...components };
  const operations = apiOperations(subject).filter(({ tags }) => !tags.includes(actionsTag));
  const modules = subject.registry.plugins.flatMap(({ id, declaration }) =>
    declaration && subject.plugins.has(id) ? [moduleView(declaration, operations, described)] : [],
  );
  return {
    title: 'API',
    baseUrl: subject.baseUrl,
    documentUrl: workspace ? `/api/openapi.json?workspace=${workspace.slug}` : '/api/openapi.json',
    workspace: workspace && { name: workspace.name, slug: workspace.slug },
    modules: [...modules, ...ownViews(operations, described)].filter((one) => one.sections.length > 0),
    count: operations.length,
    search: '',
    firstCall: firstCall(subject.baseUrl, operations),
  };
}

function moduleView(plugin: Plugin, operations: readonly Operation[], described: Described): ModuleView {
  const sections = (plugin.resources ?? []).map((resource) => ({
    id: resource.id,
    title: labelsOf(resource)[1],
  }));
  const { id, title, description, icon } = plugin;
  return {
    id,
    title,
    description,
    icon,
    sections: [...sections, { id, title: `More of ${title}` }]
      .map((section) => sectionView(section, operations, described))
      .filter((section) => section.operations.length > 0),
  };
}

const own = [
  { id: importsTag, title: 'Imports', description: importsNote, icon: 'upload' },
  { id: workspaceTag, title: 'This workspace', description: workspaceNote, icon: 'building' },
  { id: archivesTag, title: 'Archives and backups', description: archivesNote, icon: 'database-export' },
  { id: instanceTag, title: 'The instance', description: instanceNote, icon: 'server-2' },
] as const;

/** What belongs to no module. */
function ownViews(operations: readonly Operation[], described: Described): ModuleView[] {
  return own.map(({ id, title, description, icon }) => {
    const section = sectionView({ id, title }, operations, described);
    const sections = section.operations.length > 0 ? [section] : [];
    return { id: `${id}-module`, title, description, icon, sections };
  });
}

function sectionView(
  { id, title }: { id: string; title: string },
  operations: readonly Operation[],
  described: Described,
): SectionView {
  const own = operations.filter((operation) => operation.tags.includes(id));
  return {
    id: id.replace('.', '-'),
    title,
    operations: own.map((operation) => operationView(operation, described)),
  };
}

function firstCall(baseUrl: string, operations: readonly Operation[]): string {
  const list = operations.find((operation) => operation.method === 'get');
  const call = { method: 'GET', url: `${baseUrl}${list?.path ?? '/api/openapi.json'}` };
  return `export GUILDHALL_KEY='gh_…'\n${curlExample(call)}`;
}
