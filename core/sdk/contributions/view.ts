import type { z } from 'zod';
import type { Ctx } from '../context.ts';
import type { ResourceRef } from '../resource-ref.ts';

/** What a template is filled with: plain values. */
export type ViewModel = Readonly<Record<string, unknown>>;

/** Files of the plugin's `public/` folder that a part of the screen needs, by their names there. */
export interface ViewAssets {
  /**
   * An ES module, `forecast.js`. Its `mount(element)` is called once for each element that holds the view, and
   * may return a function that is called when the element goes.
   */
  readonly script?: string;
  /** A style sheet, `forecast.css`. */
  readonly style?: string;
}

/** A page of the plugin inside a workspace, below `/w/<workspace>/<plugin>`. */
export interface Page<Input = unknown> extends ViewAssets {
  /** Starts with a slash; `:name` parts become input. */
  readonly path: string;
  readonly title: string;
  readonly icon?: string;
  readonly permission: string;
  /** A template in the plugin's `views/`, without its extension. */
  readonly view: string;
  /** Path parameters and query together; unknown keys are refused. */
  readonly input: z.ZodType<Input>;
  model(ctx: Ctx, input: Input): Promise<ViewModel>;
  /** What this very page is called, where that depends on what it shows. Default: its title. */
  titleOf?(model: ViewModel): string;
}

/** @example definePage({ path: '/forecast', title: 'Forecast', permission: 'crm:read', view: 'forecast', input: z.strictObject({}), model: forecast }) */
export function definePage<Input>(page: Page<Input>): Page<Input> {
  return Object.freeze(page);
}

/** What a public page answers: a view with its model, or the path of another public page of the plugin. */
export type PublicAnswer =
  | { readonly view: string; readonly title: string; readonly model: ViewModel }
  | { readonly redirect: string };

/** A page for visitors who are not signed in, below `/p/<workspace>/<plugin>`. */
export interface PublicPage<Input = unknown> extends ViewAssets {
  readonly method: 'get' | 'post';
  /** Starts with a slash; `:name` parts become input. */
  readonly path: string;
  /** What it shows or takes, for whoever reads the plugin's surface. */
  readonly summary: string;
  /** Path parameters, query and form together; unknown keys are refused. */
  readonly input: z.ZodType<Input>;
  /** Calls one address may make in a minute. Default: 60 for `get`, 10 for `post`. */
  readonly perMinute?: number;
  /** May search engines list it? Default: no. */
  readonly indexed?: boolean;
  /**
   * The actor is the system on behalf of a visitor. It holds no permission, and its database opens the
   * plugin's own tables only: a visitor is shown what `run` asks for, so ask for little. Throwing `InvalidInput`
   * shows the `get` page of the same path again, with all that was typed.
   */
  run(ctx: Ctx, input: Input): Promise<PublicAnswer>;
}

/** @example definePublicPage({ method: 'get', path: '/forms/:slug', summary: 'A form', input: z.strictObject({ slug: z.string() }), run: showForm }) */
export function definePublicPage<Input>(page: PublicPage<Input>): PublicPage<Input> {
  return Object.freeze(page);
}

/** A tile on the home page of a workspace. */
export interface Widget extends ViewAssets {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  readonly permission: string;
  readonly size?: 'small' | 'wide';
  /** Smaller comes first. Default: 100. */
  readonly order?: number;
  readonly view: string;
  model(ctx: Ctx): Promise<ViewModel>;
}

/** @example defineWidget({ id: 'crm.open-deals', title: 'Open deals', permission: 'crm:read', view: 'widgets/open-deals', model: openDeals }) */
export function defineWidget(widget: Widget): Widget {
  return Object.freeze(widget);
}

/** A part of the record pages of any resource, also of other plugins. */
export interface Panel extends ViewAssets {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  /** The resource on whose pages it stands; its plugin must be required. */
  readonly on: ResourceRef;
  readonly permission: string;
  /** Smaller comes first. Default: 100. */
  readonly order?: number;
  readonly view: string;
  model(ctx: Ctx, recordId: string): Promise<ViewModel>;
}

/** @example definePanel({ id: 'finance.contact-invoices', title: 'Invoices', on: contacts, permission: 'finance:read', view: 'panels/invoices', model: invoicesOf }) */
export function definePanel(panel: Panel): Panel {
  return Object.freeze(panel);
}

/** Where on the screen a region is being filled. */
export interface RegionPlace {
  readonly region: string;
  /** The resource of the list or record that is shown; null elsewhere. */
  readonly resource: string | null;
  /** Null unless one record is shown. */
  readonly recordId: string | null;
}

/** A part of a theme's page that plugins may add to. */
export interface Region extends ViewAssets {
  /** `<plugin>.<words>`. */
  readonly id: string;
  /** A region that the theme has, such as `record.side`. An unknown one warns and shows nothing. */
  readonly region: string;
  readonly permission: string;
  /** Smaller comes first. Default: 100. */
  readonly order?: number;
  readonly view: string;
  model(ctx: Ctx, place: RegionPlace): Promise<ViewModel>;
}

/** @example defineRegion({ id: 'help.hint', region: 'shell.foot', permission: 'help:read', view: 'hint', model: hintOfTheDay }) */
export function defineRegion(region: Region): Region {
  return Object.freeze(region);
}
