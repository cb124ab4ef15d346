const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What is wrong with these words, or nothing. What the core keeps for itself it says at the start. */
export function problemWith(id, noun) {
  if (!kebabCase.test(id) || id.length > 30) {
    return `"${id}" cannot be a plugin's id. Use small letters, digits and dashes, at most 30, such as "visits".`;
  }
  if (noun !== undefined && !kebabCase.test(noun)) {
    return `"${noun}" cannot be a noun. Use one thing's name in small letters and dashes, such as "visit".`;
  }
  return undefined;
}

/** Every form of the name that the files need. */
export function namesOf(id, noun = singular(id)) {
  const plural = pluralOf(noun);
  return {
    id,
    title: words(id),
    noun,
    plural,
    one: words(noun),
    many: words(plural),
    camel: camel(noun),
    type: capital(camel(noun)),
    table: `${snake(id)}_${snake(plural)}`,
  };
}

function singular(word) {
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : `${word}-item`;
}

function pluralOf(noun) {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

const snake = (name) => name.replaceAll('-', '_');
const camel = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const words = (name) => capital(name.replaceAll('-', ' '));
