/** Word to all processes that an import waits; the key is the workspace. */
export const importsTopic = 'imports';
