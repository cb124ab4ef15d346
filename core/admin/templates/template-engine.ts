import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { TemplateHelpers } from './helpers.ts';
import { partialFiles } from './partial-files.ts';
import { findView, type TemplateFolders } from './template-folders.ts';

/** The one renderer of the product: text in, HTML out, everything escaped unless a helper made it. */
export interface TemplateEngine {
  /** Render the first of these views that exists. */
  render(views: readonly string[], model: object): string;
}

type Template = (model: object) => string;

/** Templates are compiled at first use and kept. */
export function createTemplateEngine(folders: TemplateFolders, helpers: TemplateHelpers): TemplateEngine {
  const handlebars = Handlebars.create();
  const compileOptions: CompileOptions = {
    strict: true,
    // Indenting what a partial gives would also indent the inside of <pre> and <textarea>.
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])) as KnownHelpers,
  };
  handlebars.registerHelper(helpers);
  for (const [name, file] of partialFiles(folders.themes)) {
    handlebars.registerPartial(name, handlebars.compile(readFileSync(file, 'utf8'), compileOptions));
  }
  const views = new Map<string, Template>();
  return { render: (names, model) => templateOf(names)(model) };

  function templateOf(names: readonly string[]): Template {
    const key = names.join('|');
    const known = views.get(key);
    if (known) return known;
    const template = handlebars.compile(readFileSync(findView(folders, names), 'utf8'), compileOptions);
    const guarded: Template = (model) => template(model, runtimeOptions);
    views.set(key, guarded);
    return guarded;
  }
}

const runtimeOptions = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false } as const;

type CompileOptions = NonNullable<Parameters<typeof Handlebars.compile>[1]>;
type KnownHelpers = NonNullable<CompileOptions['knownHelpers']>;
