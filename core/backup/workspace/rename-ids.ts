const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Puts other ids in place of some, wherever they stand: in a column, in JSON, in the name of an actor. An id is unique
 * among all there are, so wherever it stands it means the same.
 */
export function renameIds(text: Buffer, names: ReadonlyMap<string, string>): Buffer {
  if (names.size === 0) return text;
  // One character per byte, so that no other character is touched.
  const renamed = text.toString('latin1').replace(uuid, (id) => names.get(id) ?? id);
  return Buffer.from(renamed, 'latin1');
}
