const names = new Map<string, string>();
const most = 400;

/** A stable name makes PostgreSQL keep the plan. Rare shapes stay unnamed, so its memory stays bounded. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= most) return '';
  const name = `g${names.size}`;
  names.set(text, name);
  return name;
}
