/** `closesOn` → `closes_on`: the one converter from code to column. @example columnName('firstName') // 'first_name' */
export function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The words a person reads for a field, from its name. @example humanise('closesOn') // 'Closes on' */
export function humanise(name: string): string {
  const words = name
    .replace(/(Minor|Id|Ids)$/, '')
    .replace(/[-_.]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
