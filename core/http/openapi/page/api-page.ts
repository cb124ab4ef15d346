import type { Schema } from '../../../json-schema/json-schema.ts';

/** A piece of a sentence; what stood between backticks is code. */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/** A value that can be sent, as a row of a table. */
export interface ValueView {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: readonly Piece[];
}

/** A field to filter by, with its comparisons. */
export interface FilterView {
  readonly name: string;
  readonly type: string;
  readonly operators: readonly string[];
}

export interface OperationView {
  /** The anchor on the page. */
  readonly id: string;
  readonly method: string;
  /** A colour of the design system. */
  readonly colour: string;
  readonly path: string;
  readonly summary: string;
  readonly description: readonly Piece[];
  readonly filters: readonly FilterView[];
  readonly parameters: readonly ValueView[];
  readonly body: readonly ValueView[];
  readonly answers: readonly { readonly status: string; readonly description: readonly Piece[] }[];
  readonly curl: string;
  /** Lower-case words the search box looks through. */
  readonly words: string;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly operations: readonly OperationView[];
}

export interface ModuleView {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly sections: readonly SectionView[];
}

/** The model of the page `api-docs`. */
export interface ApiPage {
  readonly title: string;
  readonly baseUrl: string;
  readonly documentUrl: string;
  /** Null for a visitor who is not signed in. */
  readonly workspace: { readonly name: string; readonly slug: string } | null;
  readonly modules: readonly ModuleView[];
  readonly count: number;
  /** What the operations shown were searched by. */
  readonly search: string;
  readonly firstCall: string;
}

export type Components = Readonly<Record<string, Schema>>;
