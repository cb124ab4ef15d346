import Handlebars from 'handlebars';

/** HTML that a template of ours made already: shown as it is. */
export type Markup = Handlebars.SafeString;

export function markup(html: string): Markup {
  return new Handlebars.SafeString(html);
}
