/** Accented letters of MacRoman that Windows-1252 leaves undefined or uses for rare capitals and signs. */
const macLetters = new Set([0x87, 0x88, 0x89, 0x8a, 0x8d, 0x8e, 0x8f, 0x90, 0x96, 0x97, 0x99, 0x9a, 0x9f]);

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

/**
 * Inside words, old Macs write accents with bytes 0x80 to 0x9f where Windows uses 0xc0 to 0xff;
 * no byte is forbidden in either, so only their frequency tells.
 */
export function looksMacRoman(bytes: Uint8Array): boolean {
  let mac = 0;
  let windows = 0;
  for (let index = 1; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80 || !isLetter(bytes[index - 1])) continue;
    if (byte >= 0xc0) windows++;
    else if (macLetters.has(byte) && isLetter(bytes[index + 1])) mac++;
  }
  return mac > windows * 2;
}
