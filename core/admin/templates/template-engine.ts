import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { TemplateHelpers } from './helpers.ts';
import { partialFiles } from './partial-files.ts';
import { findView, type TemplateFolders } from './template-folders.ts';
import { rememberingFile, templateTrouble } from './template-trouble.ts';

/** The one renderer of the product: text in, HTML out, everything escaped unless a helper made it. */
export interface TemplateEngine {
  /** Render the first of these views that exists. @throws TemplateTrouble naming the file and the line */
  render(views: readonly string[], model: object): string;
}

type Template = (model: unknown, options?: Handlebars.RuntimeOptions) => string;

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
  for (const [name, file] of partialFiles(folders)) handlebars.registerPartial(name, templateIn(file));
  const views = new Map<string, Template>();
  return { render };

  function render(names: readonly string[], model: object): string {
    try {
      return templateOf(names)(model, runtimeOptions);
    } catch (error) {
      throw templateTrouble(error);
    }
  }

  function templateOf(names: readonly string[]): Template {
    const key = names.join('|');
    const template = views.get(key) ?? templateIn(findView(folders, names));
    views.set(key, template);
    return template;
  }

  function templateIn(file: string): Template {
    let template: Template | undefined;
    return (model, options) =>
      rememberingFile(file, () => {
        template ??= handlebars.compile(readFileSync(file, 'utf8'), compileOptions);
        return template(model, options);
      });
  }
}

const runtimeOptions = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false } as const;

type CompileOptions = NonNullable<Parameters<typeof Handlebars.compile>[1]>;
type KnownHelpers = NonNullable<CompileOptions['knownHelpers']>;
