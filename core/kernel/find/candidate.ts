/** A place where a plugin should be, before anything of it is run. */
export interface Candidate {
  /** The name of its folder; for a package its npm name, until the plugin says its id. */
  readonly name: string;
  readonly origin: 'folder' | 'package';
  /** Holds views/, public/ and locales/. */
  readonly folder: string;
  /** Holds the code that runs and migrations/; `dist/plugins/<id>` when compiled. */
  readonly codeFolder: string;
  /** The module that declares the plugin; null when there is none. */
  readonly entry: string | null;
  /** Why there is no entry. */
  readonly problem?: string;
}
