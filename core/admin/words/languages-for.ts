export const firstLanguage = 'en';

/** The languages to look for words in, best first: `de-AT`, `de`, and English at last. */
export function languagesFor(locale: string): readonly string[] {
  const [language = firstLanguage] = locale.split('-');
  return [...new Set([locale, language, firstLanguage])].filter((one) => languageTag.test(one));
}

/** Names a file, so it is held to what a language tag looks like. */
const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
