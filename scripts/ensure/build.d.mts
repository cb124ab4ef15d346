/** Compiles what changed into `dist`, and copies what lies beside it. */
export declare function ensureBuild(): Promise<void>;
/** Loads the compiler ahead of the first change. */
export declare function loadCompiler(): Promise<unknown>;
